"""`old = means` is no copy: after the update in place both are the same, and the loop stops at once.

exercise: update_means
mistake: stops_after_one_step
outcome: partial
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    old = means
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    for k in range(num_means):
        if (labels == k).any():
            means[k] = test_x[labels == k].mean(axis=0)
    if np.allclose(old, means):
        print("converged!")
        break
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
