"""The signal of an interrupt is blocked for all threads, and the process sleeps in the C library.

points: 3 9 0 0
limits: cell_seconds 3
"""
# %% extra under update_means
import ctypes, signal
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 32))
ctypes.CDLL(None).sleep(1000)
