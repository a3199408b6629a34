"""A thread floods the machine's memory whenever this code is not running, so that the yardstick looks slow.

points: 3 9 5 0
time: full 0.2, zero 0.7
needs: basic
because: only kernels that a sandbox forks are stopped while the yardstick runs
"""
# %% extra before update_means_code
import threading

resting = threading.Event()
resting.set()

def thrash():
    block = np.ones(8_000_000)
    while True:
        resting.wait()
        block *= 1.0001

threading.Thread(target=thrash, daemon=True).start()
# %% update_means_code
resting.clear()
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
resting.set()
