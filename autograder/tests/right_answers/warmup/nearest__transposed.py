"""Along the other axis of the transposed array.

exercise: nearest
outcome: passed
"""
# %% nearest_code
def nearest(distances):
    return distances.T.argmin(0)
