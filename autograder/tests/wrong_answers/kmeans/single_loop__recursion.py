"""A loop over the means as a function that calls itself.

exercise: single_loop
mistake: more_than_one_loop
outcome: failed
"""
# %% update_means_code
def averages(labels, k):
    if k == num_means:
        return []
    mine = labels == k
    return [test_x[mine].mean(axis=0) if mine.any() else means[k]] + averages(labels, k + 1)

start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    means = np.array(averages(labels, 0))
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
