"""A random tenth of the images in each iteration.

exercise: update_means
mistake: means_drawn_again
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    batch = test_x[np.random.choice(num_img, num_img // 10, replace=False)]
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * batch @ means.T, axis=1)
    for k in range(num_means):
        if (labels == k).any():
            means[k] = batch[labels == k].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
