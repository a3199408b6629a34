"""Messages in the kernel's name say that the cell is done and went well, while it is still at work.

points: 3 0-9 0-5 0-3
"""
# %% extra after initial_means_code
import time

kernel = get_ipython().kernel
parent = kernel.get_parent("shell")
kernel.session.send(kernel.iopub_socket, "status", {"execution_state": "idle"}, parent=parent)
kernel.session.send(kernel.iopub_socket, "execute_reply", {"status": "ok", "score": 20}, parent=parent)
print("done")
time.sleep(0.5)
