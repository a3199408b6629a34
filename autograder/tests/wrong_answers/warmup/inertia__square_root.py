"""The roots, added.

exercise: inertia
mistake: square_root
outcome: failed
says: roots are added
"""
# %% inertia_code
def inertia(distances):
    return np.sqrt(distances).min(axis=1).sum()
