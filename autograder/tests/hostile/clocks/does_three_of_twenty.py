"""At most three iterations are done, whatever is asked for: less work is not faster work.

points: 3 4.5 5 0-3
mistake: update_means ignores_iterations
"""
# %% update_means_code
start = time.time()
for i in range(min(iterations, 3)):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
