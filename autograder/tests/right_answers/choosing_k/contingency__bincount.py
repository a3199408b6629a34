"""One number for each pair, counted."""
# %% contingency_code
def contingency(labels, classes):
    k, c = int(labels.max()) + 1, int(classes.max()) + 1
    pairs = labels.astype(int) * c + classes
    return np.bincount(pairs, minlength=k * c).reshape(k, c)
