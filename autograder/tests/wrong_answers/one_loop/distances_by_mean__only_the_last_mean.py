"""Each turn overwrites the distances of the one before.

exercise: distances_by_mean
mistake: only_the_last_mean
outcome: failed
says: the last mean alone
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    for mean in means:
        distances = ((points - mean) ** 2).sum(axis=1)
    return distances
