"""A cell between two checks ends the process at once: what was judged before keeps its verdict.

points: 3 9 0 0
outcome: single_loop error, seconds_per_iteration error
note: The kernel ended in cell
"""
# %% extra under update_means
import os
os._exit(0)
