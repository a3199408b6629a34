"""One-hot rows from comparing the labels with 0 to 9, as floats.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    a = np.sum(test_x ** 2, axis=1).reshape(-1, 1)
    b = np.sum(means ** 2, axis=1)
    dist = a - 2 * np.dot(test_x, means.T) + b
    nearest = np.argmin(dist, axis=1)
    belongs = (nearest[:, np.newaxis] == np.arange(num_means)).astype(float)
    count = belongs.sum(0)
    count[count == 0] = 1
    means = np.dot(belongs.T, test_x) / count[:, np.newaxis]
end = time.time()
print("%.4f seconds per iteration" % ((end - start) / iterations))
