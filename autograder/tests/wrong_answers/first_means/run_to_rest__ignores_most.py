"""A while loop without an end to its number of turns.

exercise: run_to_rest
mistake: ignores_most
outcome: failed
says: What ends your loop
"""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    count = 0
    while True:
        new = step(points, means)
        if np.array_equal(new, means):
            return means, count
        means = new
        count += 1
