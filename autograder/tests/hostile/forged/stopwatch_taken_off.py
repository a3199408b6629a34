"""A function takes off the limit of its time, catches everything, and never ends: it costs its own points only.

assignment: 01_numpy_warmup
points: nearest 0, inertia 2
limits: cell_seconds 3
"""
# %% nearest_code
import signal

def nearest(distances):
    if distances is None:
        return None
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        pass
# %% inertia_code
def inertia(distances):
    return distances.min(axis=1).sum()
