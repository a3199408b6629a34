"""The process stops itself: it neither goes on nor ends, until somebody outside ends it.

points: 3 9 0-5 0-3
limits: cell_seconds 3
"""
# %% extra under update_means
import os, signal
os.kill(os.getpid(), signal.SIGSTOP)
