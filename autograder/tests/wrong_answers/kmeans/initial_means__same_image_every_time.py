"""One random image, written into every row.

exercise: initial_means
mistake: same_image_every_time
outcome: failed
"""
# %% initial_means_code
means = np.zeros((num_means, data_size))
means[:] = test_x[np.random.randint(num_img)]
