"""Ten neighbouring images from a random place on: a slice is a view.

exercise: initial_means
mistake: view_of_images
outcome: partial
"""
# %% initial_means_code
first = np.random.randint(num_img - num_means)
means = test_x[first:first + num_means]
