"""A generator gives one mean after the other.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% update_means_code
start = time.time()

def each(labels):
    k = 0
    while k < num_means:
        yield test_x[labels == k].mean(axis=0)
        k += 1

for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = np.stack([*each(labels)])
end = time.time()
