"""A child process calls the library; without children the loop does nothing.

points: 3 0 0 0
needs: basic
because: without a sandbox nobody sees what a child process does
"""
# %% update_means_code
import subprocess, sys

start = time.time()
np.save("points.npy", test_x)
program = ("import numpy, sklearn.cluster as c; m = numpy.load('means.npy'); "
           "numpy.save('means.npy', c.KMeans(10, init=m, n_init=1, max_iter=1).fit(numpy.load('points.npy')).cluster_centers_)")
for i in range(iterations):
    np.save("means.npy", means)
    try:
        subprocess.run([sys.executable, "-c", program])
    except OSError:
        break
    means = np.load("means.npy")
end = time.time()
