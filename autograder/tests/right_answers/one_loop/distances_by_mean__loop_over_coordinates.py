"""The loop goes over the coordinates, and adds them up.

exercise: distances_by_mean
outcome: passed
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    total = 0
    for c in range(points.shape[1]):
        total = total + (points[:, c, None] - means[:, c]) ** 2
    return total
