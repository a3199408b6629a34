"""The loop over the images counts with `i` too, so that the `while` ends after one step.

exercise: update_means
mistake: loop_variable_shadowed
outcome: partial
"""
# %% update_means_code
start = time.time()
i = 0
while i < iterations:
    distances = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    sums = np.zeros((num_means, data_size))
    counts = np.zeros(num_means)
    for i in range(num_img):
        nearest = distances[i].argmin()
        sums[nearest] += test_x[i]
        counts[nearest] += 1
    means = sums / np.maximum(counts, 1)[:, None]
    i += 1
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
