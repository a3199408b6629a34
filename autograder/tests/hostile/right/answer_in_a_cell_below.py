"""The TO DO cell is untouched, and the loop stands in a cell of the student's own below it.

points: all
note: taken from a cell beside it
"""
# %% update_means_code
live.update(means)  # the start
start = time.time()
for i in range(iterations):
    ...  # TO DO
    live.update(means)  # what this iteration has made of it
end = time.time()
print(f"K-means took {(end - start) / iterations:.4f} seconds per iteration")
# %% extra under update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
