"""`exit()` stands in a cell of its own under the last check, as if the notebook were a script.

points: all
not yet: the kernel ends while the checks before are judged, and they lose their points
"""
# %% extra last
exit()
