"""A loop over the means in `np.apply_along_axis`.

exercise: single_loop
mistake: more_than_one_loop
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.apply_along_axis(lambda m: m @ m - 2 * test_x @ m, 1, means)
    one_hot = np.eye(num_means)[distances.argmin(axis=0)]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
