"""A cell waits in the C library for a lock that it holds itself, with Python's own lock held too.

points: 3 9 0 0
limits: cell_seconds 3
"""
# %% extra under update_means
import ctypes
library = ctypes.PyDLL(None)
mutex = ctypes.create_string_buffer(64)
library.pthread_mutex_lock(mutex)
library.pthread_mutex_lock(mutex)
