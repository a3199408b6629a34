"""Rows of the raw images, 0 to 255, while `test_x` is 0 to 1.

exercise: initial_means
mistake: not_rescaled
outcome: failed
"""
# %% initial_means_code
import load

means = load.test_x[np.random.choice(num_img, num_means, replace=False)].astype(float)
