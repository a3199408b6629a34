"""A function of NumPy is replaced by one that goes over the means, so that the cell looks as if it did not.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
def moved(labels):
    m = globals()["means"].copy()
    for k in range(num_means):
        m[k] = test_x[labels == k].mean(axis=0)
    return m

setattr(np, "group_means", moved)
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = np.group_means(labels)
end = time.time()
