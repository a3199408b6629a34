"""What came and what left, in two products.

exercise: move_changed
outcome: passed
"""
# %% move_changed_code
def move_changed(sums, counts, points, old_labels, new_labels):
    k = np.arange(len(sums))
    changed = np.where(old_labels != new_labels)[0]
    moved = points[changed]
    came = (new_labels[changed][:, None] == k).astype(float)
    left = (old_labels[changed][:, None] == k).astype(float)
    return sums + came.T @ moved - left.T @ moved, counts + came.sum(axis=0) - left.sum(axis=0)
