"""Cells below the checks use the names of the exercise for something else.

points: all
"""
# %% extra after update_means_code
means, test_x, iterations, num_means = "done", [], -1, None
np, time = 1, 2
del start, end
