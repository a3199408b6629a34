"""`np.random.choice` without `replace=False`: no marks are lost, and a note says so.

exercise: initial_means
mistake: drawn_with_replacement
outcome: passed
note: replacement
"""
# %% initial_means_code
means = test_x[np.random.choice(num_img, num_means)]
