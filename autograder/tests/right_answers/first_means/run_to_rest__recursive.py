"""It calls itself with one iteration less."""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    new = step(points, means)
    if (new == means).all():
        return means, 0
    if most == 1:
        return new, 1
    rest, count = run_to_rest(points, new, most - 1)
    return rest, count + 1
