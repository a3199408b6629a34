"""What watches calls is switched off first, and the library's name is put together from parts.

points: 3 0 0 0
mistake: update_means library_kmeans
"""
# %% update_means_code
import importlib, sys

start = time.time()
for i in range(iterations):
    watch = sys.getprofile()
    sys.setprofile(None)
    tool = importlib.import_module("".join(["skl", "earn", ".clu", "ster"]))
    means = getattr(tool, "KM" + "eans")(num_means, init=means, n_init=1, max_iter=1).fit(test_x).cluster_centers_
    sys.setprofile(watch)
end = time.time()
