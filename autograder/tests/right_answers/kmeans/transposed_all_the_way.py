"""Keeps distances as (k, n) and takes the argmin along axis 0, which is right there.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = (means ** 2).sum(axis=1, keepdims=True) - 2 * means @ test_x.T      # (k, n)
    labels = distances.argmin(axis=0)
    one_hot = np.eye(num_means)[:, labels]                                          # (k, n)
    means = one_hot @ test_x / np.maximum(one_hot.sum(axis=1, keepdims=True), 1)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
