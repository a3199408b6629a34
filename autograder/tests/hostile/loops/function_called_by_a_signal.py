"""A signal has a function of the student's called, and that moves the means.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
import os, signal

new = np.zeros((10, 784))

def called(*_):
    for k in range(10):
        new[k] = test_x[labels == k].mean(axis=0)

signal.signal(signal.SIGUSR1, called)

def moved(points, labels, means):
    os.kill(os.getpid(), signal.SIGUSR1)
    return new.copy()
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
