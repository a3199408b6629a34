"""NumPy calls a function of the student's for a division by zero, and that moves the means.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
new = np.zeros((10, 784))

def called(kind, flag):
    for k in range(10):
        new[k] = test_x[labels == k].mean(axis=0)

np.seterrcall(called)
np.seterr(divide="call")

def moved(points, labels, means):
    np.ones(1) / 0
    return new.copy()
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
