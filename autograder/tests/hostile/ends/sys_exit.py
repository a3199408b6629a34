"""`sys.exit` in a cell ends that cell and nothing else.

points: all
prints: before
"""
# %% extra after initial_means_code
import sys
print("before")
sys.exit("that is all")
