"""A cell of the student's own never ends, and is stopped: the rest is judged.

points: all
limits: cell_seconds 4
note: was stopped
"""
# %% extra after initial_means_code
while True:
    pass
