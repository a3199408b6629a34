"""A norm for every image and every mean.

exercise: update_means
outcome: passed
slow: yes
loops: many
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.zeros(num_img, dtype=int)
    for n in range(num_img):
        best = None
        for k in range(num_means):
            d = np.linalg.norm(test_x[n] - means[k])
            if best is None or d < best:
                best = d
                labels[n] = k
    for k in range(num_means):
        if np.sum(labels == k) > 0:
            means[k] = np.mean(test_x[labels == k], axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
