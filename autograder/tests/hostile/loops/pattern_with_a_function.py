"""A regular expression calls a function for each of ten letters.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% update_means_code
import re

start = time.time()
new = means.copy()

def move(match):
    new[int(match[0])] = test_x[labels == int(match[0])].mean(axis=0)
    return ""

for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    re.sub(r"\d", move, "0123456789")
    means = new.copy()
end = time.time()
