"""Ten row numbers come from Python's own sample, and the rows from a list of them.

points: all
"""
# %% initial_means_code
import random

means = np.array([test_x[row] for row in random.sample(range(num_img), num_means)])
