"""A cell waits for a lock that nobody gives back.

points: all
limits: cell_seconds 3
note: was stopped
"""
# %% extra after initial_means_code
import threading
lock = threading.Lock()
lock.acquire()
lock.acquire()
