"""A file of a hundred terabytes with nothing in it is made, and one is asked to be reserved.

points: all
prints: blocked
needs: basic
because: without a sandbox nothing bounds the size of a file
"""
# %% extra last
import os

file = os.open("holes", os.O_CREAT | os.O_RDWR)
for way in (lambda: os.ftruncate(file, 10**14), lambda: os.posix_fallocate(file, 0, 10**12)):
    try:
        way()
        print("got through")
    except OSError as problem:
        print("blocked:", problem.strerror)
