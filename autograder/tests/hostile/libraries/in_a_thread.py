"""A thread calls the library, found by a name that is put together, while the main thread waits.

points: 3 0 0 0
mistake: update_means library_kmeans
"""
# %% update_means_code
import importlib, threading

start = time.time()

def work():
    global means
    tool = importlib.import_module("sklearn" + chr(46) + "cluster")
    means = getattr(tool, "KM" + "eans")(num_means, init=means, n_init=1, max_iter=1).fit(test_x).cluster_centers_

for i in range(iterations):
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
end = time.time()
