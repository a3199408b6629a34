"""Ten indices from the standard library, and a loop that copies the rows.

exercise: initial_means
outcome: passed
"""
# %% initial_means_code
import random

means = np.zeros((num_means, data_size))
for k, j in enumerate(random.sample(range(num_img), num_means)):
    means[k] = test_x[j]
