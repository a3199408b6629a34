"""A seeded `Generator` picks ten rows by itself.

exercise: initial_means
outcome: passed
"""
# %% initial_means_code
rng = np.random.default_rng(42)
means = rng.choice(test_x, size=num_means, replace=False, axis=0)
