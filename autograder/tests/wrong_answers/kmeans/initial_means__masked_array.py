"""A masked array that hides the black pixels.

exercise: initial_means
mistake: not_an_array
outcome: failed
"""
# %% initial_means_code
chosen = np.random.choice(num_img, num_means, replace=False)
means = np.ma.masked_equal(test_x[chosen], 0)
