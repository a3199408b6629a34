"""The means are a generator: nothing is computed until somebody asks for the first of them.

points: 3 0 0 0
mistake: update_means not_an_array
"""
# %% update_means_code
start = time.time()

def later(m, steps):
    for _ in range(steps):
        labels = ((m ** 2).sum(axis=1) - 2 * test_x @ m.T).argmin(axis=1)
        one_hot = np.eye(num_means)[labels]
        m = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    yield m

means = later(means, iterations)
end = time.time()
