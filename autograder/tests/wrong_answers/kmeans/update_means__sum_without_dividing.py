"""The sums of the images, never divided.

exercise: update_means
mistake: sum_without_dividing
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
