"""A function that is called once puts one with a loop in the place of one without.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
def moved(points, labels, means):
    table = np.eye(len(means))[labels]
    return table.T @ points / np.maximum(table.sum(axis=0), 1)[:, None]

def prepare():
    global moved
    def slow(points, labels, means):
        new = means.copy()
        for k in range(len(means)):
            new[k] = points[labels == k].mean(axis=0)
        return new
    moved = slow

prepare()
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
