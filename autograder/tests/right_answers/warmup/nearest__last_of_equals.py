"""Where two means are equally near, the last.

exercise: nearest
outcome: passed
"""
# %% nearest_code
def nearest(distances):
    k = distances.shape[1]
    return k - 1 - distances[:, ::-1].argmin(axis=1)
