"""`for k, m in enumerate(means): m = …` gives a new value to `m`, never to the row.

exercise: update_means
mistake: means_not_updated
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    for k, m in enumerate(means):
        m = test_x[labels == k].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
