"""The timed cell draws initial means of its own, and never uses those it was given.

exercise: update_means
mistake: means_drawn_again
outcome: failed
"""
# %% update_means_code
start = time.time()
means = test_x[np.random.choice(num_img, num_means, replace=False)]
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
