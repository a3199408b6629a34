"""Squares of squares.

exercise: inertia
mistake: squared_again
outcome: failed
says: squared once more
"""
# %% inertia_code
def inertia(distances):
    return (distances.min(axis=1) ** 2).sum()
