"""A function holds all differences at once, and lets the measure of memory begin anew before it ends.

assignment: 03_one_loop
points: expanded_distances 2
mistake: expanded_distances broadcast
"""
# %% expanded_distances_code
import tracemalloc

def expanded_distances(points, means):
    found = ((np.asarray(points, float)[:, None] - means) ** 2).sum(axis=2)
    tracemalloc.reset_peak()
    return found
