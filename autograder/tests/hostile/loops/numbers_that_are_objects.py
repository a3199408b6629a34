"""An array of objects adds itself up by calling a method of Python for each.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% update_means_code
start = time.time()

class Part:
    def __init__(self, k):
        self.k = k

    def __add__(self, other):
        new[self.k] = test_x[labels == self.k].mean(axis=0)
        new[other.k] = test_x[labels == other.k].mean(axis=0)
        return other

new = means.copy()
parts = np.array([Part(0), Part(1), Part(2), Part(3), Part(4), Part(5), Part(6), Part(7), Part(8), Part(9)], dtype=object)
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    parts.sum()
    means = new.copy()
end = time.time()
