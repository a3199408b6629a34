"""−1 picks the last row.

exercise: move_changed
mistake: last_cluster_robbed
outcome: failed
says: the *last* row
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    changed = np.flatnonzero(old_labels != new_labels)
    rows = np.eye(len(sums))
    moves = rows[new_labels[changed]] - rows[old_labels[changed]]
    return sums + moves.T @ points[changed], counts + moves.sum(axis=0)
