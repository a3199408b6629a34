"""The signs are swapped.

exercise: move_changed
mistake: wrong_way_round
outcome: failed
says: Which sign
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    changed = np.flatnonzero(old_labels != new_labels)
    k = np.arange(len(sums))
    moves = (old_labels[changed, None] == k) * 1.0 - (new_labels[changed, None] == k)
    return sums + moves.T @ points[changed], counts + moves.sum(axis=0)
