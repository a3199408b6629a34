"""The loop never ends: told so, after one look at a few images.

points: 3 0 0 0
outcome: update_means timeout
says: Even a single iteration on 300 of the images
limits: cell_seconds 3
"""
# %% update_means_code
while True:
    pass
