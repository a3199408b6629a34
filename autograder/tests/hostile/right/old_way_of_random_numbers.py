"""Seeds and draws of the old kind, and Python's own.

points: all
"""
# %% initial_means_code
import random

random.seed(1)
np.random.seed(2)
state = np.random.RandomState(random.randrange(1000))
means = test_x[state.permutation(num_img)[:num_means]]
