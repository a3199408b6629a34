"""It writes into the distances on the way.

exercise: nearest
mistake: changes_its_input
outcome: partial
says: changes its input `distances`
"""
# %% nearest_code
def nearest(distances):
    distances -= distances.min(axis=1, keepdims=True)
    return distances.argmin(axis=1)
