"""Uses a name that was never defined.

exercise: initial_means
mistake: raises
outcome: error
"""
# %% initial_means_code
means = test_x[np.random.choice(n_images, num_means, replace=False)]
