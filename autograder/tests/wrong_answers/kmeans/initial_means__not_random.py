"""A copy of the first ten images.

exercise: initial_means
mistake: not_random
outcome: partial
"""
# %% initial_means_code
means = test_x[:10].copy()
