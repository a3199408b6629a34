"""The expanded distance with the means' norms instead of their squares.

exercise: update_means
mistake: forgot_to_square
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.linalg.norm(means, axis=1) - 2 * test_x @ means.T
    labels = distances.argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
