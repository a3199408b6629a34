"""The first ten of a random permutation.

exercise: initial_means
outcome: passed
"""
# %% initial_means_code
perm = np.random.permutation(num_img)
means = test_x[perm[:num_means]]
