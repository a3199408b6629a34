"""A norm for every pair of image and mean, 100,000 in each iteration.

exercise: seconds_per_iteration
mistake: too_slow
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = []
    for point in test_x:
        distances = []
        for mean in means:
            distances.append(np.linalg.norm(point - mean))
        labels.append(np.argmin(distances))
    labels = np.array(labels)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
