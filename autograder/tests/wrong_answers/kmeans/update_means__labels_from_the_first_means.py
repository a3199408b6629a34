"""The distances are always those to the first means, kept under another name.

exercise: update_means
mistake: stops_after_one_step
outcome: partial
"""
# %% update_means_code
start = time.time()
first_means = means.copy()
for i in range(iterations):
    distances = np.sum(first_means ** 2, axis=1) - 2 * test_x @ first_means.T
    labels = np.argmin(distances, axis=1)
    for k in range(num_means):
        if (labels == k).any():
            means[k] = test_x[labels == k].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
