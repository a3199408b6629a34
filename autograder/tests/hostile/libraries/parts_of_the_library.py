"""The inner parts of scikit-learn's K-means are called, one iteration of its C code at a time.

points: 3 0 0 0
mistake: update_means library_kmeans
"""
# %% update_means_code
start = time.time()
inner = __import__("sklearn.cluster._k_" + "means_lloyd", fromlist=["x"])
for i in range(iterations):
    new, weights = np.zeros_like(means), np.zeros(num_means)
    inner.lloyd_iter_chunked_dense(test_x, np.ones(num_img), means, new, weights, np.zeros(num_img, dtype=np.int32), np.zeros(num_means), 1)
    means = new
end = time.time()
