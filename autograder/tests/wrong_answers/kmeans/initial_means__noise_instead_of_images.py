"""Random numbers instead of random images.

exercise: initial_means
mistake: noise_instead_of_images
outcome: failed
"""
# %% initial_means_code
means = np.random.rand(num_means, data_size)
