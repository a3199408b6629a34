"""The loop variable is given as the count.

exercise: run_to_rest
mistake: counts_from_zero
outcome: failed
says: counted from 0
"""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    for i in range(most):
        new = step(points, means)
        if np.array_equal(new, means):
            break
        means = new
    return means, i
