"""`.mean(axis=1)`: one number per image, which does not fit a row of 784 pixels.

exercise: update_means
mistake: raises
outcome: error
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    for k in range(num_means):
        means[k] = test_x[labels == k].mean(axis=1)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
