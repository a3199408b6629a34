"""The labels instead of the distances.

exercise: inertia
mistake: labels_added
outcome: failed
says: adds the *labels*
"""
# %% inertia_code
def inertia(distances):
    return nearest(distances).sum()
