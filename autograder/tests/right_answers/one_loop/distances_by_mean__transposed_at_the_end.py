"""Rows for means, turned over at the end.

exercise: distances_by_mean
outcome: passed
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    rows = []
    for m in means:
        rows.append(np.linalg.norm(points - m, axis=1) ** 2)
    return np.array(rows).T
