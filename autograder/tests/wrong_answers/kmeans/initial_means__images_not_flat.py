"""The means are 28 by 28 pictures: shape (10, 28, 28).

exercise: initial_means
mistake: images_not_flat
outcome: failed
"""
# %% initial_means_code
images = test_x.reshape(num_img, 28, 28)
means = images[np.random.choice(num_img, num_means, replace=False)]
