"""The new means are stretched to the range 0 to 1 pixel by pixel: 0/0 where no image has ink.

exercise: update_means
mistake: not_finite
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    means = means / means.max(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
