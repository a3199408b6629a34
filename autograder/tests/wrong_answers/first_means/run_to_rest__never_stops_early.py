"""It goes through all iterations, and says so.

exercise: run_to_rest
mistake: never_stops_early
outcome: failed
says: How do you notice
"""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    for i in range(most):
        means = step(points, means)
    return means, most
