"""A comprehension goes over the means.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = np.array([test_x[labels == k].mean(axis=0) if (labels == k).any() else means[k] for k in range(num_means)])
end = time.time()
