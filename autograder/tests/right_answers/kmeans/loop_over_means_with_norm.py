"""A loop over the means with `np.linalg.norm` for all images.

exercise: update_means
outcome: passed
slow: yes
loops: many
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.empty((num_img, num_means))
    for k in range(num_means):
        distances[:, k] = np.linalg.norm(test_x - means[k], axis=1)
    labels = np.argmin(distances, axis=1)
    for k in range(num_means):
        if (labels == k).sum():
            means[k] = test_x[labels == k].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
