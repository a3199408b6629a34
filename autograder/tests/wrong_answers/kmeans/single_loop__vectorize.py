"""A loop over the means in `np.vectorize`.

exercise: single_loop
mistake: more_than_one_loop
outcome: failed
"""
# %% update_means_code
start = time.time()
average = np.vectorize(
    lambda k: test_x[labels == k].mean(axis=0) if (labels == k).any() else means[k], signature="()->(d)"
)
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    means = average(np.arange(num_means))
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
