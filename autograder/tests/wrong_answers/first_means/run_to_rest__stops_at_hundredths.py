"""It stops where means move by no more than hundredths.

exercise: run_to_rest
mistake: stops_at_small_moves
outcome: failed
says: still move
"""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    for i in range(most):
        moved = step(points, means)
        if np.abs(moved - means).max() < 1e-2:
            return means, i
        means = moved
    return means, most
