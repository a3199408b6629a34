"""Functions name their parameters otherwise, add some with defaults, and use keyword-only ones.

assignment: 01_numpy_warmup
points: squared_distances 4, nearest 3
"""
# %% squared_distances_code
def squared_distances(X: np.ndarray, M: np.ndarray, /, dtype=float, *, check=False) -> np.ndarray:
    X, M = X.astype(dtype), M.astype(dtype)
    return np.maximum((X * X).sum(1, keepdims=True) - 2 * X @ M.T + (M * M).sum(1), 0)
# %% nearest_code
def nearest(table, axis=1):
    return np.argmin(table, axis)
