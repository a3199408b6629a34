"""A `while` loop with a helper in an extra cell, which stops once the means no longer move.

exercise: update_means
outcome: passed
"""
# %% initial_means_code
chosen = np.random.permutation(num_img)[:num_means]
means = test_x[chosen].copy()
# %% extra before update_means_code
def closest(points, centres):
    # |x - m|^2 = |x|^2 - 2 x.m + |m|^2
    xx = np.sum(points ** 2, axis=1)[:, np.newaxis]
    mm = np.sum(centres ** 2, axis=1)
    return np.argmin(xx - 2 * points.dot(centres.T) + mm, axis=1)
# %% update_means_code
start = time.time()
i = 0
while i < iterations:
    old = means.copy()
    mask = closest(test_x, means)[:, np.newaxis] == np.arange(num_means)
    sizes = mask.sum(axis=0)
    sizes[sizes == 0] = 1
    means[:] = mask.astype(float).T.dot(test_x) / sizes[:, np.newaxis]
    i += 1
    if np.array_equal(old, means):
        break
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
# %% extra after update_means_code
plt.bar(np.arange(num_means), np.bincount(closest(test_x, means), minlength=num_means))
plt.xlabel("cluster")
plt.show()
