"""Distinct pairs with their counts."""
# %% contingency_code
def contingency(labels, classes):
    pairs, counts = np.unique(np.column_stack([labels, classes]), axis=0, return_counts=True)
    table = np.zeros((int(labels.max()) + 1, int(classes.max()) + 1), dtype=np.int64)
    table[pairs[:, 0], pairs[:, 1]] = counts
    return table
