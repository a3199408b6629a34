"""The means are overwritten in place, all at once, with `means[:] =`.

exercise: update_means
outcome: passed
"""
# %% initial_means_code
means = np.zeros((num_means, data_size))
means[:] = test_x[np.random.choice(num_img, num_means, replace=False)]
# %% update_means_code
start = time.time()
for i in range(iterations):
    dots = test_x @ means.T
    labels = np.argmax(dots - 0.5 * np.sum(means**2, axis=1), axis=1)   # nearest = largest x.m - |m|^2/2
    one_hot = np.equal.outer(np.arange(num_means), labels).astype(test_x.dtype)
    size = one_hot.sum(axis=1, keepdims=True)
    means[:] = (one_hot @ test_x) / np.where(size > 0, size, 1)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
