"""`while` with two ways out: the steps are used up, or nothing moved.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
left = iterations
moved = True
while moved and left > 0:
    before = np.array(means)
    one_hot = np.eye(num_means)[np.argmin((means ** 2).sum(1) - 2 * test_x @ means.T, axis=1)]
    means = (one_hot.T @ test_x) / np.clip(one_hot.sum(0), 1, None)[:, None]
    moved = not (before == means).all()
    left = left - 1
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
