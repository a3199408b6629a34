"""The functions with which arrays are sent are replaced: they send images in place of the wrong means.

loop: farthest
points: 0-3 0 0 0
"""
# %% extra after initial_means_code
true_asarray, true_contiguous = np.asarray, np.ascontiguousarray
np.asarray = lambda value, *given, **named: true_asarray(test_x[:10] if np.shape(value) == (10, 784) else value)
np.ascontiguousarray = lambda value, *given, **named: true_contiguous(test_x[:10] if np.shape(value) == (10, 784) else value)
