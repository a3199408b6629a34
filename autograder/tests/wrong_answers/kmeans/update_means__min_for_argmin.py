"""`min` gives the smallest distance, which is no label: every cluster is empty, every mean NaN.

exercise: update_means
mistake: min_for_argmin
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.zeros((num_img, num_means))
    for k in range(num_means):
        distances[:, k] = np.linalg.norm(test_x - means[k], axis=1)
    labels = np.min(distances, axis=1)
    new_means = np.zeros((num_means, data_size))
    for k in range(num_means):
        new_means[k] = test_x[labels == k].mean(axis=0)
    means = new_means
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
