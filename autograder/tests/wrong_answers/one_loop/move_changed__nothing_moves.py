"""It picks the points that stayed.

exercise: move_changed
mistake: nothing_moves
outcome: failed
says: that came in
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    same = old_labels == new_labels
    k = np.arange(len(sums))
    moves = (new_labels[same, None] == k) * 1.0 - (old_labels[same, None] == k)
    return sums + moves.T @ points[same], counts + moves.sum(axis=0)
