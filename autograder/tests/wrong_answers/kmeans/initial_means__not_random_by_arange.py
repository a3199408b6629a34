"""The images number 0 to 9, by an index array.

exercise: initial_means
mistake: not_random
outcome: partial
"""
# %% initial_means_code
means = np.zeros((num_means, data_size))
means[:] = test_x[np.arange(num_means)]
