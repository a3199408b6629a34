"""The images were rescaled before; their means are divided by 255 once more.

exercise: initial_means
mistake: rescaled_twice
outcome: failed
"""
# %% initial_means_code
means = test_x[np.random.choice(num_img, num_means, replace=False)] / 255
