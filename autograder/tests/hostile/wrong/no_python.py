"""The cell of the loop is a sentence.

points: 3 0 0 0
outcome: update_means error
"""
# %% update_means_code
#| I would take the nearest mean of each image, and then the mean of each cluster.
