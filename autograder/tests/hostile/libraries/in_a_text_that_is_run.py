"""The library stands in a text that is run by `exec`.

points: 3 0 0 0
mistake: update_means library_kmeans
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    exec("from sklearn.cluster import KMeans as K\nmeans = K(num_means, init=means, n_init=1, max_iter=1).fit(test_x).cluster_centers_")
end = time.time()
