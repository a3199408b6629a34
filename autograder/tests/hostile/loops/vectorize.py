"""`np.vectorize`, under another name and from another cell, goes over the means.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
fast = np.vectorize
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = fast(lambda k: test_x[labels == k].mean(axis=0), signature="()->(d)")(np.arange(num_means))
end = time.time()
