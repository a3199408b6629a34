"""In `03_one_loop` the function is a library's, imported under its own name in a helper file.

assignment: 03_one_loop
points: one_hot 3
mistake: kmeans library
"""
# %% file helper.py
def fitted(points, means, iterations):
    from sklearn.cluster import KMeans
    return KMeans(len(means), init=means, n_init=1, max_iter=iterations).fit(points).cluster_centers_
# %% kmeans_code
import helper

def kmeans(points, means, iterations):
    return helper.fitted(points, means, iterations)
# %% one_hot_code
def one_hot(labels, k):
    return np.eye(k)[labels]
