"""The iteration that moved nothing is counted.

exercise: run_to_rest
mistake: counts_the_last_look
outcome: failed
says: one too many
"""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    count = 0
    for i in range(most):
        new = step(points, means)
        count += 1
        if np.array_equal(new, means):
            break
        means = new
    return means, count
