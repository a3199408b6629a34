"""any where all is meant.

exercise: run_to_rest
mistake: stops_when_one_rests
outcome: failed
says: `any`
"""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    for i in range(most):
        new = step(points, means)
        if (new == means).any():
            return means, i
        means = new
    return means, most
