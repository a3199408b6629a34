"""Asks `np.random.choice` to draw from a two-dimensional array.

exercise: initial_means
mistake: raises
outcome: error
"""
# %% initial_means_code
means = np.random.choice(test_x, num_means, replace=False)
