"""It subtracts in place, and adds again what it took away.

exercise: distances_by_mean
mistake: changes_its_input
outcome: partial
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    columns = []
    for mean in means:
        points -= mean
        columns.append((points ** 2).sum(axis=1))
        points += mean
    return np.stack(columns, axis=1)
