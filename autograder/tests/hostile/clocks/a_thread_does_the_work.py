"""Each iteration is done by a thread, and the main thread only waits: threads are on the bill too.

points: 3 9 5 0
time: full 0.2, zero 0.7
"""
# %% update_means_code
import threading

start = time.time()

def move():
    global means
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]

for i in range(iterations):
    worker = threading.Thread(target=move)
    worker.start()
    worker.join()
end = time.time()
