"""The means are a subclass of the array that answers every function of NumPy itself, and always with success.

points: 3 0 0 0
mistake: update_means not_an_array
"""
# %% update_means_code
start = time.time()

class Lying(np.ndarray):
    def __array_function__(self, function, types, given, named):
        return True

    def __array_ufunc__(self, ufunc, method, *given, **named):
        return np.zeros(1)

    def __eq__(self, other):
        return True

    shape = property(lambda self: (10, 784))
    nbytes = property(lambda self: 8)
    size = property(lambda self: 7840)

for i in range(iterations):
    means = np.zeros(1).view(Lying)
end = time.time()
