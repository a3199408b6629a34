"""A row of zeros at the end, which −1 picks.

exercise: move_changed
outcome: passed
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    k = len(sums)
    rows = np.eye(k + 1, k)
    changed = new_labels != old_labels
    moves = rows[new_labels[changed]] - rows[old_labels[changed]]
    return sums + moves.T @ points[changed], counts + moves.sum(axis=0)
