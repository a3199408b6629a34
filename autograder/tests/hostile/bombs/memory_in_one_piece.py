"""A cell asks for a hundred gigabytes at once.

points: all
prints: blocked
"""
# %% extra after initial_means_code
try:
    x = bytearray(100 * 1024**3)
    print("got through")
except MemoryError:
    print("blocked")
