"""Labels from the L1 distance: absolute differences instead of squares.

exercise: update_means
mistake: l1_distance
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.zeros((num_img, num_means))
    for k in range(num_means):
        distances[:, k] = np.abs(test_x - means[k]).sum(axis=1)
    labels = np.argmin(distances, axis=1)
    for k in range(num_means):
        if np.any(labels == k):
            means[k] = test_x[labels == k].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
