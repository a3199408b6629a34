"""Every image gets a random label, and the ten averages are the start: no images.

exercise: initial_means
mistake: not_rows_of_the_data
outcome: failed
"""
# %% initial_means_code
group = np.random.randint(num_means, size=num_img)
means = np.stack([test_x[group == k].mean(axis=0) for k in range(num_means)])
