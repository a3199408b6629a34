"""One image at a time: nearest mean, add to its sum.

exercise: update_means
outcome: passed
slow: yes
loops: many
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    sums = np.zeros_like(means)
    counts = np.zeros(num_means)
    for x in test_x:
        k = ((means - x) ** 2).sum(axis=1).argmin()
        sums[k] += x
        counts[k] += 1
    means = sums / np.maximum(counts, 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
