"""The norm, squared, under a name of its own for the helper.

exercise: squared_distances
outcome: passed
"""
# %% squared_distances_code
def differences(a, b):
    return a[:, None, :] - b[None, :, :]


squared_distances = lambda points, means: np.linalg.norm(differences(points.astype(float), means), axis=2) ** 2
