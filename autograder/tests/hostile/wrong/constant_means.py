"""The loop gives the mean of all images ten times.

points: 3 0 0 0
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    means = np.repeat(test_x.mean(axis=0, keepdims=True), num_means, axis=0)
end = time.time()
