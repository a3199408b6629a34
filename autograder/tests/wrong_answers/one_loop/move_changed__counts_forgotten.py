"""The counts stay as they were.

exercise: move_changed
mistake: counts_forgotten
outcome: failed
says: still the old ones
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    changed = np.flatnonzero(old_labels != new_labels)
    k = np.arange(len(sums))
    moves = (new_labels[changed, None] == k) * 1.0 - (old_labels[changed, None] == k)
    return sums + moves.T @ points[changed], counts
