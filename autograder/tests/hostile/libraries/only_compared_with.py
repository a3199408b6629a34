"""The library stands in a cell of its own, to compare with: the answer is the student's own.

points: all
"""
# %% extra last
from sklearn.cluster import KMeans

theirs = KMeans(num_means, init=means, n_init=1, max_iter=2).fit(test_x)
print(theirs.inertia_)
