"""Shared memory without a name, which most limits overlook, is taken until there is none left.

points: 3 9 0-5 0-3
needs: basic
because: without a sandbox shared memory is no part of what is bounded
limits: memory_gib 1
"""
# %% extra under update_means
import mmap

maps = []
try:
    for _ in range(300):
        maps.append(mmap.mmap(-1, 64 * 1024**2))
        for page in range(0, len(maps[-1]), 4096):
            maps[-1][page] = 1
    print("got through")
except (OSError, MemoryError) as problem:
    print("blocked:", problem)
