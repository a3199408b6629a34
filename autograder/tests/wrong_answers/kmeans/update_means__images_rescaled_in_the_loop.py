"""The images are divided by 255 in every turn.

exercise: update_means
mistake: images_overwritten
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    test_x = test_x / 255
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
