"""While a judged run is under way messages come without a pause, and files are written meanwhile.

points: 3 0 0 0
outcome: update_means error
limits: disk_megabytes 50, cell_seconds 8
needs: basic
because: without a sandbox a thread ends with the run that has started it, and not all systems have a watch
"""
# %% extra first
runs = []
# %% update_means_code
import os
import threading

start = time.time()
runs.append(1)
kernel = get_ipython().kernel

def chatter():
    while True:
        content = {"comm_id": "x", "data": {}}
        kernel.session.send(kernel.iopub_socket, "comm_msg", content, parent=kernel.get_parent("shell"))
        threading.Event().wait(0.01)

if len(runs) > 1:
    threading.Thread(target=chatter, daemon=True).start()
    for n in range(40):
        with open(f"{n}.bin", "wb") as file:
            file.write(bytes(10_000_000))
        threading.Event().wait(0.1)
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
