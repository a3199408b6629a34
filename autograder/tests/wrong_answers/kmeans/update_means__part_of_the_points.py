"""The first 1,000 images only, "to be quick while testing".

exercise: update_means
mistake: part_of_the_points
outcome: failed
"""
# %% update_means_code
start = time.time()
x = test_x[:1000]
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
