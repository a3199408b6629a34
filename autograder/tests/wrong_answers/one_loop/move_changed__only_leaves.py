"""Points leave, and never arrive.

exercise: move_changed
mistake: only_leaves
outcome: failed
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    changed = old_labels != new_labels
    left = old_labels[changed][:, None] == np.arange(len(sums))
    return sums - left.T @ points[changed], counts - left.sum(axis=0)
