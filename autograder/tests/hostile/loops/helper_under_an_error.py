"""A function with a loop is written anew without one, under a line that raises an error: that was never reached.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
def moved(points, labels, means):
    new = means.copy()
    for k in range(len(means)):
        new[k] = points[labels == k].mean(axis=0)
    return new

np.zeros(3)[5]

def moved(points, labels, means):
    table = np.eye(len(means))[labels]
    return table.T @ points / np.maximum(table.sum(axis=0), 1)[:, None]
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
