"""A module is written as bytecode by a cell, and imported.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
import importlib.util, marshal

text = "def moved(p, l, m):\n    return __import__('numpy').array([p[l == k].mean(axis=0) for k in range(10)])"
code = marshal.dumps(compile(text, "moving", "exec"))
with open("moving.pyc", "wb") as file:
    file.write(importlib.util.MAGIC_NUMBER + bytes(12) + code)
importlib.invalidate_caches()
from moving import moved
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
