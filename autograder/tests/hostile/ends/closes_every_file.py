"""Every open file of the process is closed, those through which it talks too.

points: 3 9 0 0
limits: cell_seconds 3
"""
# %% extra under update_means
import os
os.closerange(3, 400)
