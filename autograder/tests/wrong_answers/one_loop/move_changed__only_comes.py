"""Points arrive, and never leave.

exercise: move_changed
mistake: only_comes
outcome: failed
says: counts twice
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    changed = old_labels != new_labels
    came = new_labels[changed][:, None] == np.arange(len(sums))
    return sums + came.T @ points[changed], counts + came.sum(axis=0)
