"""A file beside the notebook has the name of a library, and calls another one.

points: 3 0 0 0
mistake: update_means library_kmeans
"""
# %% file steps/cv2.py
def kmeans(points, means):
    module = __import__("sklearn" + ".cluster", fromlist=["x"])
    return module.KMeans(len(means), init=means, n_init=1, max_iter=1).fit(points).cluster_centers_
# %% update_means_code
from steps import cv2

start = time.time()
for i in range(iterations):
    means = cv2.kmeans(test_x, means)
end = time.time()
