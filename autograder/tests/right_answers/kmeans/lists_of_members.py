"""Groups the images in Python lists, one list per mean.

exercise: update_means
outcome: passed
slow: yes
loops: many
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    nearest = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    clusters = [[] for k in range(num_means)]
    for image, k in zip(test_x, nearest):
        clusters[k].append(image)
    for k, cluster in enumerate(clusters):
        if len(cluster) > 0:
            means[k] = sum(cluster) / len(cluster)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
