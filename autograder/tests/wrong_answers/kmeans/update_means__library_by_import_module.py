"""scikit-learn found by `importlib` and `getattr`.

exercise: update_means
mistake: library_kmeans
outcome: failed
"""
# %% update_means_code
import importlib

cluster = importlib.import_module("sklearn" + ".cluster")
start = time.time()
for i in range(iterations):
    step = getattr(cluster, "k_" + "means")
    means, labels, inertia = step(test_x, num_means, init=means, n_init=1, max_iter=1)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
