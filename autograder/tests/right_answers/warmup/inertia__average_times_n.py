"""The mean times the number of points.

exercise: inertia
outcome: passed
"""
# %% inertia_code
def inertia(distances):
    closest = distances.min(1)
    return closest.mean() * closest.size
