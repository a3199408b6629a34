"""`+=` with a list of rows, for the counts alone.

exercise: move_changed
mistake: repeated_labels_lost
outcome: failed
says: The sums are right, and the counts are not
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    changed = old_labels != new_labels
    leaves = changed & (old_labels >= 0)
    sums, counts = sums.copy(), counts.copy()
    np.add.at(sums, new_labels[changed], points[changed])
    np.subtract.at(sums, old_labels[leaves], points[leaves])
    counts[new_labels[changed]] += 1
    counts[old_labels[leaves]] -= 1
    return sums, counts
