"""The library's name is put together from parts, and the module is found by `importlib`.

points: 3 0 0 0
mistake: update_means library_kmeans
"""
# %% update_means_code
import importlib

start = time.time()
tool = importlib.import_module("".join(reversed("retsulc.nraelks")))
for i in range(iterations):
    means = tool.k_means(test_x, num_means, init=means, n_init=1, max_iter=1)[0]
end = time.time()
