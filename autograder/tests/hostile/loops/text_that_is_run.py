"""The loop over the means stands in a text.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    exec("means = means.copy()\nfor k in range(num_means):\n    means[k] = test_x[labels == k].mean(axis=0)")
end = time.time()
