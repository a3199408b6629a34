"""The last cell of all ends the process at once: everything was judged before.

points: all
note: The kernel ended in cell
"""
# %% extra last
import os
os._exit(7)
