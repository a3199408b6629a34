"""A function calls itself once for each mean.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% update_means_code
start = time.time()

def moved(labels, k):
    rest = moved(labels, k - 1) if k else np.empty((0, data_size))
    return np.vstack([rest, test_x[labels == k].mean(axis=0)])

for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(labels, num_means - 1)
end = time.time()
