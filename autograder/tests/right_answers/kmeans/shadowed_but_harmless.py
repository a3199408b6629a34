"""The inner loop over the means reuses `i`; `range` does not mind.

exercise: update_means
outcome: passed
loops: many
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    for i in range(num_means):
        if np.any(labels == i):
            means[i] = test_x[labels == i].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
