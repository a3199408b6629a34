"""Indices from `np.random.rand`, which are floats.

exercise: initial_means
mistake: float_indices
outcome: error
"""
# %% initial_means_code
indices = np.random.rand(num_means) * num_img
means = test_x[indices]
