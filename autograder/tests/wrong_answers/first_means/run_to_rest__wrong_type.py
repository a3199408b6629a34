"""Only the means are given.

exercise: run_to_rest
mistake: wrong_type
outcome: failed
says: 2 values
"""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    for i in range(most):
        means = step(points, means)
    return means
