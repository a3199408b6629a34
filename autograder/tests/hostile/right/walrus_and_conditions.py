"""Assignments inside expressions, chained comparisons, a conditional expression and `match`.

points: all
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    counts = (table := np.eye(num_means)[(labels := ((means**2).sum(1) - 2 * test_x @ means.T).argmin(1))]).sum(0)
    match int((counts == 0).sum()):
        case 0:
            means = (table.T @ test_x) / counts[:, None]
        case empty if 0 < empty < 10:
            means = np.where(counts[:, None] > 0, table.T @ test_x / np.maximum(counts, 1)[:, None], means)
end = time.time()
