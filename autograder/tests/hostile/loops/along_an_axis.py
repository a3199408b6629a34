"""`np.apply_along_axis` goes over the means.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = np.apply_along_axis(lambda k: test_x[labels == k[0]].mean(axis=0), 1, np.arange(num_means)[:, None])
end = time.time()
