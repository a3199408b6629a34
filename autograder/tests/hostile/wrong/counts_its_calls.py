"""A function is right three times and then gives what it gave before.

assignment: 01_numpy_warmup
points: none
outcome: inertia failed
"""
# %% inertia_code
given = []

def inertia(distances):
    if len(given) < 3:
        given.append(distances.min(axis=1).sum())
    return given[-1]
