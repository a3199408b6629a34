"""Ten indices from `np.random.randint`: seldom one of them comes twice.

exercise: initial_means
outcome: passed
note: replacement
"""
# %% initial_means_code
index = np.random.randint(0, num_img, num_means)
means = test_x[index]
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
