"""Keeps the sums and moves only the images that changed their label.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
labels = np.full(num_img, -1)
sums = np.zeros((num_means, data_size))
counts = np.zeros(num_means)
for i in range(iterations):
    new = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    changed = np.flatnonzero(new != labels)
    to = (new[changed] == np.arange(num_means)[:, None]).astype(float)
    away = (labels[changed] == np.arange(num_means)[:, None]).astype(float)
    sums += (to - away) @ test_x[changed]
    counts += (to - away).sum(axis=1)
    labels = new
    means = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], means)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
