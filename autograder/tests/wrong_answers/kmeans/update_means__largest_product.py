"""The largest product taken for the nearest mean.

exercise: update_means
mistake: missing_mean_norm
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    similarity = test_x @ means.T
    labels = similarity.argmax(axis=1)
    z = np.eye(num_means)[labels]
    means = (z.T @ test_x) / np.maximum(z.sum(axis=0), 1).reshape(-1, 1)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
