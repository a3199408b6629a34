"""One-hot matrix product; an empty cluster is divided by one. Stands wherever an answer leaves a cell out.

exercise: update_means
outcome: passed
"""
# %% initial_means_code
means = test_x[np.random.choice(num_img, num_means, replace=False)]
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = (means ** 2).sum(axis=1) - 2 * (test_x @ means.T)    # (n, k); the images' own norms change no argmin
    labels = distances.argmin(axis=1)                                # (n,)
    one_hot = np.eye(num_means)[labels]                              # (n, k)
    counts = np.maximum(one_hot.sum(axis=0), 1)                      # (k,)
    means = one_hot.T @ test_x / counts[:, None]                     # (k, d)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
