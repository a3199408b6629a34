"""All three are sums of distances.

exercise: half_step_inertias
mistake: distances_not_squared
outcome: failed
says: one too many
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    moved = move(points, labels, means)
    def total(l, m):
        return np.sqrt(((points.astype(float) - m[l]) ** 2).sum(axis=1)).sum()
    return total(labels, means), total(labels, moved), total(nearest(points, moved), moved)
