"""scikit-learn's `KMeans`, started at the given means.

exercise: update_means
mistake: library_kmeans
outcome: failed
"""
# %% update_means_code
from sklearn.cluster import KMeans

start = time.time()
model = KMeans(n_clusters=num_means, init=means, n_init=1, max_iter=iterations, tol=0, algorithm="lloyd")
model.fit(test_x)
means = model.cluster_centers_
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
