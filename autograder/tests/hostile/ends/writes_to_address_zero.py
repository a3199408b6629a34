"""A write to address zero crashes the process.

points: 3 9 0 0
note: The kernel ended in cell
"""
# %% extra under update_means
import ctypes
ctypes.memset(0, 1, 1)
