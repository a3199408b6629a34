"""Two functions call each other in turn, once for each mean.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
def even(points, labels, found):
    return odd(points, labels, [*found, points[labels == len(found)].mean(axis=0)]) if len(found) < 10 else found

def odd(points, labels, found):
    return even(points, labels, [*found, points[labels == len(found)].mean(axis=0)])
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = np.stack(even(test_x, labels, []))
end = time.time()
