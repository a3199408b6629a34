"""It compares with the tolerance that `np.allclose` has by itself."""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    for i in range(most):
        moved = step(points, means)
        if np.allclose(moved, means):
            return means, i
        means = moved
    return means, most
