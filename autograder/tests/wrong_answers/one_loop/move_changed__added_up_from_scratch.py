"""Everything is added up anew.

exercise: move_changed
mistake: added_up_from_scratch
outcome: failed
says: other points as well
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    members = one_hot(new_labels, len(sums))
    return members.T @ points, members.sum(axis=0)
