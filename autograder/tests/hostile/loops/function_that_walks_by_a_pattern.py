"""A function goes over its rows by a callback: a regular expression's, a sorting key's and an iterator's.

assignment: 01_numpy_warmup
points: nearest 1.8, inertia 1.2
mistake: nearest python_loops, inertia python_loops
"""
# %% nearest_code
import re

def nearest(distances):
    found = []
    re.sub("x", lambda match: str(found.append(int(distances[match.start()].argmin()))), "x" * len(distances))
    return np.array(found)
# %% inertia_code
def inertia(distances):
    total = [0.0]
    def add(row):
        total[0] += row.min()
        return 0
    sorted(distances, key=add)
    return total[0]
