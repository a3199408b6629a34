"""The loop never ends when it runs for a single iteration, and catches what would stop it.

points: 3 0 0 0
limits: cell_seconds 1
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    while iterations < 20:
        try:
            while True:
                pass
        except BaseException:
            pass
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
