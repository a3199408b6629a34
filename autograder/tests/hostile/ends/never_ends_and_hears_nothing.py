"""A cell never ends and catches everything, so that its process has to go.

points: 3 9 0 0
limits: cell_seconds 3
"""
# %% extra under update_means
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
