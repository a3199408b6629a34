"""The loop begins with 1.

exercise: run_to_rest
mistake: stops_one_short
outcome: failed
says: one iteration less
"""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    count = 0
    for i in range(1, most):
        new = step(points, means)
        if np.array_equal(new, means):
            break
        means = new
        count += 1
    return means, count
