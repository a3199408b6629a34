"""`np.add.at`, which minds repeated labels.

exercise: move_changed
outcome: passed
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    sums, counts = sums.copy(), counts.copy()
    came = new_labels != old_labels
    left = came & (old_labels >= 0)
    np.add.at(sums, new_labels[came], points[came])
    np.subtract.at(sums, old_labels[left], points[left])
    counts += np.bincount(new_labels[came], minlength=len(counts)).astype(counts.dtype)
    counts -= np.bincount(old_labels[left], minlength=len(counts)).astype(counts.dtype)
    return sums, counts
