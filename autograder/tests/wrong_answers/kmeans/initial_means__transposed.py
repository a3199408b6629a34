"""The ten images lie in the columns: shape (784, 10).

exercise: initial_means
mistake: transposed
outcome: failed
"""
# %% initial_means_code
idx = np.random.choice(num_img, num_means, replace=False)
means = test_x[idx].T
