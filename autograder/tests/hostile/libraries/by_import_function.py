"""`__import__` and a name in base64 stand for the library.

points: 3 0 0 0
mistake: update_means library_kmeans
"""
# %% update_means_code
import base64

start = time.time()
name = base64.b64decode("c2tsZWFybi5jbHVzdGVy").decode()
tool = getattr(__import__(name, fromlist=["x"]), base64.b64decode("S01lYW5z").decode())
for i in range(iterations):
    means = tool(num_means, init=means, n_init=1, max_iter=1).fit(test_x).cluster_centers_
end = time.time()
