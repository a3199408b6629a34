"""The first means are no images but the mean images of the ten digits.

points: 0 9 5 3
"""
# %% initial_means_code
from load import test_y

means = np.stack([test_x[test_y == digit].mean(axis=0) for digit in range(num_means)])
