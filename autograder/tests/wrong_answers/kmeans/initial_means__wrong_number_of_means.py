"""As many means as iterations, instead of ten.

exercise: initial_means
mistake: wrong_number_of_means
outcome: failed
"""
# %% initial_means_code
means = test_x[np.random.choice(num_img, iterations, replace=False)]
