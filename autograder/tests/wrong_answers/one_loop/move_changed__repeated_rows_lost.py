"""`+=` with a list of rows; the counts are added up, and −1 is left out.

exercise: move_changed
mistake: repeated_labels_lost
outcome: failed
says: The counts are right, and the sums are not
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    changed = old_labels != new_labels
    leaves = changed & (old_labels >= 0)
    sums, k = sums.copy(), len(sums)
    sums[new_labels[changed]] += points[changed]
    sums[old_labels[leaves]] -= points[leaves]
    came = np.bincount(new_labels[changed], minlength=k)
    left = np.bincount(old_labels[leaves], minlength=k)
    return sums, counts + came - left
