"""Two more loops go through the means, with a norm over all images: right, and slow.

exercise: update_means
outcome: passed
slow: yes
loops: many
"""
# %% initial_means_code
means = np.zeros((num_means, data_size))
indices = np.random.choice(num_img, num_means, replace=False)
for k in range(num_means):
    means[k] = test_x[indices[k]]
# %% update_means_code
start = time.time()
for i in range(iterations):
    # distance of every image to every mean
    distances = np.zeros((num_img, num_means))
    for k in range(num_means):
        distances[:, k] = np.linalg.norm(test_x - np.tile(means[k], (num_img, 1)), axis=1)
    labels = np.argmin(distances, axis=1)
    # mean of every cluster
    for k in range(num_means):
        cluster = test_x[labels == k]
        if len(cluster) > 0:
            means[k] = cluster.mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
