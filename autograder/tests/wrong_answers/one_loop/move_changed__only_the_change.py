"""The change alone.

exercise: move_changed
mistake: only_the_change
outcome: failed
says: added to
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    k = np.arange(len(sums))
    moves = (new_labels[:, None] == k) * 1.0 - (old_labels[:, None] == k)
    return moves.T @ points, moves.sum(axis=0)
