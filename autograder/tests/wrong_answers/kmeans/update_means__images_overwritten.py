"""`difference = test_x` is no copy: subtracting in place overwrites the images.

exercise: update_means
mistake: images_overwritten
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.zeros((num_img, num_means))
    for k in range(num_means):
        difference = test_x
        difference -= means[k]
        distances[:, k] = (difference ** 2).sum(axis=1)
    labels = distances.argmin(axis=1)
    for k in range(num_means):
        if (labels == k).any():
            means[k] = test_x[labels == k].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
