"""NumPy's function instead of the method.

exercise: nearest
outcome: passed
"""
# %% nearest_code
def nearest(distances):
    return np.argmin(distances, axis=-1)
