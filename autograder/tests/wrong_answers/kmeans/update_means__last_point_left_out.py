"""`range(num_img - 1)` leaves the last image out.

exercise: update_means
mistake: part_of_the_points
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    sums = np.zeros((num_means, data_size))
    counts = np.zeros(num_means)
    for n in range(num_img - 1):
        sums[labels[n]] += test_x[n]
        counts[labels[n]] += 1
    means = sums / np.maximum(counts, 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
