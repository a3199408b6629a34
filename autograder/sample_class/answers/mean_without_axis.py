"""`.mean()` without `axis=0` in a loop over the means: each mean becomes one grey.

exercise: update_means
mistake: mean_without_axis
outcome: failed
"""
# %% initial_means_code
means = np.zeros((num_means, data_size))
chosen = np.random.choice(num_img, num_means, replace=False)
for k in range(num_means):
    means[k] = test_x[chosen[k]]
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.zeros((num_img, num_means))
    for k in range(num_means):
        distances[:, k] = ((test_x - means[k]) ** 2).sum(axis=1)
    labels = distances.argmin(axis=1)
    for k in range(num_means):
        if np.any(labels == k):
            means[k] = test_x[labels == k].mean()
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
