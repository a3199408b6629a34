"""A distance for every pair of image and mean, 100,000 in each iteration, collected by `np.append`.

exercise: seconds_per_iteration
mistake: slow_python_loops
says: line 4 and line 6
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.array([], dtype=int)
    for point in test_x:
        distances = np.array([])
        for mean in means:
            distances = np.append(distances, np.sqrt(np.sum((point - mean) ** 2)))
        labels = np.append(labels, np.argmin(distances))
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
