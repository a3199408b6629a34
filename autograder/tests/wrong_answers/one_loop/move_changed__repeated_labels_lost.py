"""`+=` with a list of rows writes each row once.

exercise: move_changed
mistake: repeated_labels_lost
outcome: failed
says: only one of them arrives
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    changed = old_labels != new_labels
    sums, counts = sums.copy(), counts.copy()
    sums[new_labels[changed]] += points[changed]
    sums[old_labels[changed]] -= points[changed]
    counts[new_labels[changed]] += 1
    counts[old_labels[changed]] -= 1
    return sums, counts
