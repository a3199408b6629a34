"""The kernel's sockets are closed one after the other while it runs.

points: 3 9 0 0
limits: cell_seconds 3
"""
# %% extra under update_means
import gc, zmq

for found in gc.get_objects():
    if isinstance(found, zmq.Socket):
        found.close(0)
