"""SciPy's `kmeans2`, one iteration per turn, under another name.

exercise: update_means
mistake: library_kmeans
outcome: failed
"""
# %% extra before update_means_code
from scipy.cluster import vq as tools
# %% update_means_code
start = time.time()
for i in range(iterations):
    means, labels = tools.kmeans2(test_x, means, iter=1, minit="matrix")
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
