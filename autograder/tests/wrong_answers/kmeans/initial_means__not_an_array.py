"""A list of ten rows.

exercise: initial_means
mistake: not_an_array
outcome: failed
"""
# %% initial_means_code
idx = np.random.permutation(num_img)[:num_means]
means = [test_x[i] for i in idx]
