"""Normal random numbers with the images' mean and spread.

exercise: initial_means
mistake: noise_instead_of_images
outcome: failed
"""
# %% initial_means_code
means = np.random.normal(test_x.mean(), test_x.std(), size=(num_means, data_size))
