"""A loop over the means in `map`.

exercise: single_loop
mistake: more_than_one_loop
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    centre = lambda k: test_x[labels == k].mean(axis=0) if (labels == k).any() else means[k]
    means = np.array(list(map(centre, range(num_means))))
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
