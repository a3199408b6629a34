"""Whole numbers as long as possible, and one division."""
# %% adjusted_rand_code
def adjusted_rand(labels, classes):
    table = contingency(labels, classes).astype(np.int64)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    both = int((table * (table - 1)).sum() // 2)
    by_row = int((rows * (rows - 1)).sum() // 2)
    by_column = int((columns * (columns - 1)).sum() // 2)
    n = len(labels)
    total = n * (n - 1) // 2
    above = 2 * (both * total - by_row * by_column)
    below = total * (by_row + by_column) - 2 * by_row * by_column
    return above / below if below else 1.0
