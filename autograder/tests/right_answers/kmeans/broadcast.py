"""All differences at once, (n, k, d): one loop, and a lot of memory.

exercise: update_means
outcome: passed
slow: yes
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((test_x[:, None, :] - means[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
