"""The sums are changed where they lie.

exercise: move_changed
mistake: changes_its_input
outcome: partial
says: `sums`
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    changed = np.flatnonzero(old_labels != new_labels)
    k = np.arange(len(sums))
    moves = (new_labels[changed, None] == k) * 1.0 - (old_labels[changed, None] == k)
    sums += moves.T @ points[changed]
    counts += moves.sum(axis=0)
    return sums, counts
