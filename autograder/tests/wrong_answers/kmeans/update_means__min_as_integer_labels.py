"""`min` instead of `argmin`, rounded down "because labels are integers".

exercise: update_means
mistake: min_for_argmin
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    d2 = (test_x ** 2).sum(axis=1)[:, None] - 2 * test_x @ means.T + (means ** 2).sum(axis=1)
    labels = np.sqrt(np.maximum(d2, 0)).min(axis=1).astype(int)
    for k in range(num_means):
        if (labels == k).any():
            means[k] = test_x[labels == k].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
