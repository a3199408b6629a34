"""A loop over the means in a list comprehension.

exercise: single_loop
mistake: more_than_one_loop
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    means = np.array([test_x[labels == k].mean(0) if np.any(labels == k) else means[k] for k in range(num_means)])
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
