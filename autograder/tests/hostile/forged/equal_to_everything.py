"""The means are an object that is equal to everything, and says that it is an array.

points: 3 0 0 0
mistake: update_means not_an_array
"""
# %% update_means_code
start = time.time()

class Equal:
    __class__ = np.ndarray
    shape, dtype, ndim, size = (10, 784), np.dtype(float), 2, 7840

    def __eq__(self, other):
        return True

    def __array__(self, *given, **named):
        return test_x[:10]

    def __getattr__(self, name):
        return lambda *given, **named: self

for i in range(iterations):
    means = Equal()
end = time.time()
