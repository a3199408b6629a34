"""A helper before the first TO DO that updates the global `means` itself.

exercise: update_means
outcome: passed
"""
# %% extra before initial_means_code
def one_step():
    global means
    dist = np.sum(means ** 2, axis=1) - 2 * test_x @ means.T
    z = np.eye(num_means)[np.argmin(dist, axis=1)]
    means = z.T @ test_x / np.maximum(z.sum(axis=0), 1)[:, None]
# %% update_means_code
start = time.time()
for i in range(iterations):
    one_step()
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
