"""The images are an array of a class whose matrix product goes over the means.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
class Slow(np.ndarray):
    def __rmatmul__(self, table):
        return np.array([np.asarray(self)[row > 0].sum(axis=0) for row in np.asarray(table)])

points = test_x.view(Slow)

def moved(_, labels, means):
    table = np.eye(len(means))[labels]
    return np.asarray(table.T @ points) / np.maximum(table.sum(axis=0), 1)[:, None]
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
