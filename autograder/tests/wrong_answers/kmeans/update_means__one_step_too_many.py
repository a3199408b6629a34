"""`while i <= iterations`, counted from zero.

exercise: update_means
mistake: one_step_too_many
outcome: partial
"""
# %% update_means_code
start = time.time()
i = 0
while i <= iterations:
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    i = i + 1
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
