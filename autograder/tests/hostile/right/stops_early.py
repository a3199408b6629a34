"""The loop ends as soon as no mean moves by much.

points: all
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    before = means
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    if np.abs(means - before).max() < 1e-6:
        print("settled after", i)
        break
else:
    print("still moving")
end = time.time()
