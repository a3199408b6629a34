"""The whole loop works on `centroids`; `means` stays as it was.

exercise: update_means
mistake: updated_under_another_name
outcome: failed
"""
# %% update_means_code
start = time.time()
centroids = means.copy()
for i in range(iterations):
    distances = (centroids ** 2).sum(axis=1) - 2 * test_x @ centroids.T
    one_hot = np.eye(num_means)[distances.argmin(axis=1)]
    centroids = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
