"""Everything in float32, images and means.

exercise: update_means
outcome: passed
"""
# %% extra before initial_means_code
# half the memory
test_x = test_x.astype(np.float32)
# %% initial_means_code
pick = np.random.choice(num_img, size=num_means, replace=False)
means = test_x[pick]
# %% update_means_code
start = time.time()
for i in range(iterations):
    means = means.astype(np.float32)
    d2 = (means * means).sum(axis=1) - np.float32(2) * (test_x @ means.T)
    label = np.argmin(d2, axis=1)
    H = np.zeros((num_img, num_means), dtype=np.float32)
    H[np.arange(num_img), label] = 1
    n = H.sum(axis=0)
    means = (H.T @ test_x) / np.maximum(n, np.float32(1))[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
