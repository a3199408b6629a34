"""`sys.exit` in a cell ends that cell and nothing else.

points: all
prints: before
not yet: a cell between the two TO DO cells runs again before the loop, and there its SystemExit is taken for one of the loop
"""
# %% extra after initial_means_code
import sys
print("before")
sys.exit("that is all")
