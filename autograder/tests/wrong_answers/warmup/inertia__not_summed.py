"""The sum is missing.

exercise: inertia
mistake: not_summed
outcome: failed
says: nearly there
"""
# %% inertia_code
def inertia(distances):
    return distances.min(axis=1)
