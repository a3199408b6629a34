"""It stops when no label has changed."""
# %% run_to_rest_code
def run_to_rest(points, means, most):
    labels = None
    for i in range(most):
        new = nearest(points, means)
        if labels is not None and np.all(new == labels):
            return means, i
        means, labels = move(points, new, means), new
    return means, most
