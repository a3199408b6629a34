"""The ten means are written out one by one: long, and no loop.

points: 3 9 5 0-3
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = np.stack([
        test_x[labels == 0].mean(axis=0), test_x[labels == 1].mean(axis=0), test_x[labels == 2].mean(axis=0),
        test_x[labels == 3].mean(axis=0), test_x[labels == 4].mean(axis=0), test_x[labels == 5].mean(axis=0),
        test_x[labels == 6].mean(axis=0), test_x[labels == 7].mean(axis=0), test_x[labels == 8].mean(axis=0),
        test_x[labels == 9].mean(axis=0)])
end = time.time()
