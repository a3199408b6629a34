"""NumPy raises on every doubtful number, prints in its own way, and warnings are errors.

points: all
"""
# %% extra first
import gc, os, sys, warnings
import numpy as np

np.seterr(all="raise")
np.set_printoptions(precision=2, suppress=True, threshold=5)
warnings.simplefilter("error")
sys.setrecursionlimit(5000)
os.environ["MY_SETTING"] = "1"
gc.disable()
