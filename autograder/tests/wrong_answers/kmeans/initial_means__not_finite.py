"""Each pixel is divided by its largest value among the ten: 0/0 where all ten are black.

exercise: initial_means
mistake: not_finite
outcome: failed
"""
# %% initial_means_code
means = test_x[np.random.choice(num_img, num_means, replace=False)]
means = means / means.max(axis=0)
