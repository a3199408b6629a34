"""Fills columns of a (784, 10) array.

exercise: initial_means
mistake: transposed
outcome: failed
"""
# %% initial_means_code
means = np.zeros((data_size, num_means))
for k in range(num_means):
    means[:, k] = test_x[np.random.randint(num_img)]
