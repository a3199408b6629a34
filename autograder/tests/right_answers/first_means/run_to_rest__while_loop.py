"""A while loop with a counter."""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    count, moving = 0, True
    while moving and count < most:
        new = step(points, means)
        moving = not np.allclose(new, means, rtol=1e-12, atol=1e-12)
        if moving:
            count += 1
            means = new
    return means, count
