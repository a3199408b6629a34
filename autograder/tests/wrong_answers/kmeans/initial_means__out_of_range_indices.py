"""Indices up to 60,000, the size of the training set.

exercise: initial_means
mistake: out_of_range_indices
outcome: error
"""
# %% initial_means_code
random_index = np.random.choice(np.arange(10000, 60000), num_means, replace=False)
means = test_x[random_index]
