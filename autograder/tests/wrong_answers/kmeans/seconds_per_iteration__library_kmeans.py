"""scikit-learn does the iteration.

exercise: seconds_per_iteration
mistake: library_kmeans
outcome: failed
"""
# %% update_means_code
start = time.time()
from sklearn.cluster import KMeans
for i in range(iterations):
    means = KMeans(num_means, init=means, n_init=1, max_iter=1).fit(test_x).cluster_centers_
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
