"""Images and means lie in memory column by column.

points: all
"""
# %% initial_means_code
test_x = np.asfortranarray(test_x)
means = np.asfortranarray(test_x[np.random.default_rng().choice(num_img, num_means, replace=False)])
