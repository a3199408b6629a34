"""A helper file is handed in, and a cell writes another text into it before it is imported.

points: 3 9 0 0
mistake: single_loop not_shown, seconds_per_iteration not_shown
"""
# %% file moving.py
import numpy as np

def moved(points, labels, means):
    return means * 1.0
# %% extra before update_means_code
text = """
import numpy as np
def moved(p, l, m):
    return np.array([p[l == k].mean(axis=0) for k in range(10)])
"""
with open("moving.py", "w") as file:
    file.write(text)
from moving import moved
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
