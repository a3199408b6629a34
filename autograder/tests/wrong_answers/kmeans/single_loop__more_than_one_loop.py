"""A loop over the means around a matrix product.

exercise: single_loop
mistake: more_than_one_loop
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.zeros((num_img, num_means))
    for k in range(num_means):
        distances[:, k] = means[k] @ means[k] - 2 * test_x @ means[k]
    one_hot = np.eye(num_means)[distances.argmin(axis=1)]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
