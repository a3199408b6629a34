"""The wrong order.

exercise: inertia
mistake: sum_before_min
outcome: failed
says: adds each row first
"""
# %% inertia_code
def inertia(distances):
    return distances.sum(axis=1).min()
