"""The largest of the negated distances.

exercise: nearest
outcome: passed
"""
# %% nearest_code
def nearest(distances):
    return (-distances).argmax(axis=1).astype(np.int32)
