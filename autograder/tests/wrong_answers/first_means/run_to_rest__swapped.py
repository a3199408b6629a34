"""The count comes first.

exercise: run_to_rest
mistake: swapped
outcome: failed
says: other order
"""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    for i in range(most):
        new = step(points, means)
        if np.array_equal(new, means):
            return i, means
        means = new
    return most, means
