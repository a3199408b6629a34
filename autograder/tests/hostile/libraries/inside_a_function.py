"""The import stands inside a function in another cell, under another name.

points: 3 0 0 0
mistake: update_means library_kmeans
"""
# %% extra before update_means_code
def next_means(points, m):
    from scipy.cluster import vq as tools
    return tools.kmeans2(points, m, iter=1, minit="matrix")[0]
# %% update_means_code
start = time.time()
for i in range(iterations):
    means = next_means(test_x, means)
end = time.time()
