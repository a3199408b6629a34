"""One point after the other.

exercise: move_changed
mistake: python_loops
outcome: partial
says: one Python loop where none is needed
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    sums, counts = sums.copy(), counts.copy()
    for i in np.flatnonzero(old_labels != new_labels):
        sums[new_labels[i]] += points[i]
        counts[new_labels[i]] += 1
        if old_labels[i] >= 0:
            sums[old_labels[i]] -= points[i]
            counts[old_labels[i]] -= 1
    return sums, counts
