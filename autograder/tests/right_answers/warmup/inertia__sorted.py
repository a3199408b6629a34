"""The first column of the sorted rows, as a plain number.

exercise: inertia
outcome: passed
"""
# %% inertia_code
def inertia(distances):
    return float(np.sum(np.sort(distances, axis=1)[:, 0]))
