"""Random images with a little noise on them.

exercise: initial_means
mistake: not_rows_of_the_data
outcome: failed
"""
# %% initial_means_code
means = test_x[np.random.choice(num_img, num_means, replace=False)]
means = means + 0.1 * np.random.randn(num_means, data_size)
