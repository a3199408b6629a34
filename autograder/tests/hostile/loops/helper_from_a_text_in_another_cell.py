"""Another cell runs a text, which makes the function with the loop.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% file moving.txt
def moved(points, labels, means):
    return np.array([points[labels == k].mean(axis=0) for k in range(10)])
# %% extra before update_means_code
def moved(points, labels, means):
    table = np.eye(len(means))[labels]
    return table.T @ points / np.maximum(table.sum(axis=0), 1)[:, None]

exec(open("moving.txt").read())
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
