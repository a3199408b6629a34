"""The wrong end.

exercise: nearest
mistake: argmax
outcome: failed
says: *farthest*
"""
# %% nearest_code
def nearest(distances):
    return distances.argmax(axis=1)
