"""The four kinds of pair, as other books write it."""
# %% adjusted_rand_code
def adjusted_rand(labels, classes):
    table = contingency(labels, classes).astype(float)
    n = table.sum()
    squares = (table**2).sum()
    rows, columns = (table.sum(axis=1) ** 2).sum(), (table.sum(axis=0) ** 2).sum()
    both = squares - n
    only_labels, only_classes = rows - squares, columns - squares
    neither = n**2 - both - only_labels - only_classes - n
    if only_labels == only_classes == 0:
        return 1.0
    return 2 * (both * neither - only_labels * only_classes) / (
        (both + only_labels) * (only_labels + neither) + (both + only_classes) * (only_classes + neither)
    )
