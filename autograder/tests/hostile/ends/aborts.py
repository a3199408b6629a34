"""The C library is told to abort.

points: 3 9 0 0
note: The kernel ended in cell
"""
# %% extra under update_means
import os
os.abort()
