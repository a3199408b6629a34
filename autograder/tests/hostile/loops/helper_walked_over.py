"""A `for` over a list of one function gives that its name.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
def slow(points, labels, means):
    new = means.copy()
    for k in range(len(means)):
        new[k] = points[labels == k].mean(axis=0)
    return new

for moved in [slow]:
    pass
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
