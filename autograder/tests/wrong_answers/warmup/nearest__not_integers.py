"""Labels that became floats in an array of zeros.

exercise: nearest
mistake: not_integers
outcome: failed
says: should hold integers
"""
# %% nearest_code
def nearest(distances):
    labels = np.zeros(len(distances))
    labels[:] = distances.argmin(axis=1)
    return labels
