"""scikit-learn's single Lloyd runs in the one loop that is asked for.

exercise: single_loop
mistake: library_kmeans
outcome: failed
"""
# %% update_means_code
import sklearn.cluster as skc

start = time.time()
for i in range(iterations):
    means = skc.KMeans(num_means, init=means, n_init=1, max_iter=1).fit(test_x).cluster_centers_
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
