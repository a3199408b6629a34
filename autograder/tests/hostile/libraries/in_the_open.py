"""scikit-learn's K-means does the loop's work.

points: 3 0 0 0
mistake: update_means library_kmeans
"""
# %% update_means_code
from sklearn.cluster import KMeans

start = time.time()
for i in range(iterations):
    means = KMeans(num_means, init=means, n_init=1, max_iter=1).fit(test_x).cluster_centers_
end = time.time()
