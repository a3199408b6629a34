"""A second loop goes through the images one by one: right, and slow.

exercise: update_means
outcome: passed
slow: yes
loops: many
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    sums = np.zeros((num_means, data_size))
    counts = np.zeros(num_means)
    for n in range(num_img):
        differences = means - test_x[n]
        nearest = np.argmin(np.sum(differences ** 2, axis=1))
        sums[nearest] += test_x[n]
        counts[nearest] += 1
    counts[counts == 0] = 1
    means = sums / counts.reshape(-1, 1)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
