"""Loops over points, with nothing of what is given but `move`."""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    def choose(centres):
        return np.array([min(range(len(centres)), key=lambda j: ((p - centres[j].astype(float)) ** 2).sum()) for p in points])

    def total(labels, centres):
        return sum(((p - centres[j].astype(float)) ** 2).sum() for p, j in zip(points, labels))

    labels = choose(means)
    moved = move(points, labels, means)
    return total(labels, means), total(labels, moved), total(choose(moved), moved)
