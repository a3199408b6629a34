"""Fast, and wrong: the squares of the means are left out.

exercise: seconds_per_iteration
mistake: step_not_right
outcome: unjudged
says: once a single iteration is right
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = (-2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
