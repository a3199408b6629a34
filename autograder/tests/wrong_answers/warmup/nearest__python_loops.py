"""Right, one point after the other.

exercise: nearest
mistake: python_loops
outcome: partial
says: one Python loop
"""
# %% nearest_code
def nearest(distances):
    return np.array([np.argmin(row) for row in distances])
