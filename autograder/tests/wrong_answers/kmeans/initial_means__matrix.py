"""An `np.matrix`.

exercise: initial_means
mistake: not_an_array
outcome: failed
"""
# %% initial_means_code
# a matrix, because we need matrix products later
means = np.matrix(test_x[np.random.choice(num_img, num_means, replace=False)])
