"""The process sends itself the signal that nobody survives, but the first process of a sandbox.

points: 3 9 0-5 0-3
"""
# %% extra under update_means
import os, signal
os.kill(os.getpid(), signal.SIGKILL)
