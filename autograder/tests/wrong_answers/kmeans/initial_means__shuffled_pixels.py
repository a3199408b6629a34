"""Pixels drawn from the data, each from another image.

exercise: initial_means
mistake: not_rows_of_the_data
outcome: failed
"""
# %% initial_means_code
rows = np.random.randint(num_img, size=(num_means, data_size))
means = test_x[rows, np.arange(data_size)]
