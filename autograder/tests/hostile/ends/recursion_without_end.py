"""A function calls itself for ever, with Python's own limit taken off: an exception at best, and a crash at worst.

points: 3 9 0-5 0-3
limits: cell_seconds 10
"""
# %% extra under update_means
import sys
sys.setrecursionlimit(10**9)

def deeper(numbers):
    return sorted(numbers, key=lambda number: deeper([number]))

deeper([1])
