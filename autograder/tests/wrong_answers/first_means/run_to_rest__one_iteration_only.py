"""The labels are chosen before the loop, once.

exercise: run_to_rest
mistake: one_iteration_only
outcome: failed
says: chosen anew
"""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    labels = nearest(points, means)
    means = move(points, labels, means)
    for i in range(1, most):
        new = move(points, labels, means)
        if np.array_equal(new, means):
            return means, i
        means = new
    return means, 1
