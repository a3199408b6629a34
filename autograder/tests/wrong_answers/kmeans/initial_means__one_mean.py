"""A single random image, so that `means` has one row of 784 numbers and no other.

exercise: initial_means
mistake: wrong_number_of_means
outcome: failed
"""
# %% initial_means_code
means = test_x[np.random.randint(0, num_img)]
