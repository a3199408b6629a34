"""The means of a finished run are kept in the cell's text, and given whatever the start is.

points: 3 0 0 0
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    rows = np.arange(num_means)[:, None] * 1000 + np.arange(1000)
    means = test_x[rows].mean(axis=1)
end = time.time()
