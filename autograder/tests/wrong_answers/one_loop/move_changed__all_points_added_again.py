"""Points that stayed are added once more.

exercise: move_changed
mistake: all_points_added_again
outcome: failed
says: in them already
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    members = one_hot(new_labels, len(sums))
    return sums + members.T @ points, counts + members.sum(axis=0)
