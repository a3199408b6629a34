"""A loop over the images, each compared with all ten means at once, twice: partly fast.

exercise: seconds_per_iteration
mistake: slow_python_loops
outcome: partial
says: The loop in line 5 is where
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    sums, counts = np.zeros((num_means, data_size)), np.zeros((num_means, 1))
    inertia = 0.0
    for n in range(num_img):
        nearest = np.argmin(np.linalg.norm(np.tile(test_x[n], (num_means, 1)) - means, axis=1))
        inertia = inertia + np.min(np.linalg.norm(np.tile(test_x[n], (num_means, 1)) - means, axis=1)) ** 2
        sums[nearest] = sums[nearest] + test_x[n]
        counts[nearest] = counts[nearest] + 1
    means = sums / np.maximum(counts, 1)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
