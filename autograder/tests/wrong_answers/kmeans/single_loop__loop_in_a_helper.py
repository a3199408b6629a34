"""The loop over the means stands in a helper function in an extra cell.

exercise: single_loop
mistake: more_than_one_loop
outcome: failed
"""
# %% extra before update_means_code
def move(points, centres):
    labels = np.argmin((centres ** 2).sum(axis=1) - 2 * points @ centres.T, axis=1)
    moved = centres.copy()
    for k in range(len(centres)):
        if (labels == k).any():
            moved[k] = points[labels == k].mean(axis=0)
    return moved
# %% update_means_code
start = time.time()
for i in range(iterations):
    means = move(test_x, means)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
