"""The loop catches what cannot happen, cleans up what was not opened, and asserts what is true.

points: all
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    try:
        labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
        one_hot = np.eye(num_means)[labels]
        assert one_hot.shape == (num_img, num_means), "one row for each image"
        new = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    except (ValueError, FloatingPointError) as problem:
        print(problem)
        raise
    else:
        means = new
    finally:
        del one_hot
end = time.time()
