"""After the first check all names are deleted, those of the course too: the loop has nothing to work on.

points: 3 0 0 0
"""
# %% extra after initial_means_code
globals().clear()
