"""Right, one row after the other.

exercise: inertia
mistake: python_loops
outcome: partial
says: one Python loop
"""
# %% inertia_code
def inertia(distances):
    total = 0
    for row in distances:
        total += row.min()
    return total
