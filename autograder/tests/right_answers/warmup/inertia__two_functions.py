"""Functions of NumPy, with the axis counted from behind.

exercise: inertia
outcome: passed
"""
# %% inertia_code
def inertia(distances):
    smallest = np.amin(distances, axis=-1)
    return np.add.reduce(smallest)
