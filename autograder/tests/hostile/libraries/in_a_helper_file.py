"""A file beside the notebook calls the library.

points: 3 0 0 0
mistake: update_means library_kmeans
"""
# %% file helper.py
import sklearn.cluster as c

def step(points, means):
    return c.KMeans(len(means), init=means, n_init=1, max_iter=1).fit(points).cluster_centers_
# %% update_means_code
import helper

start = time.time()
for i in range(iterations):
    means = helper.step(test_x, means)
end = time.time()
