"""The process asks to survive its parents, to be adopted by others and to have a session of its own.

points: all
prints: asked
"""
# %% extra last
import ctypes, os

libc = ctypes.CDLL(None)
libc.prctl(1, 0, 0, 0, 0)  # no signal when the parent ends
libc.prctl(36, 1, 0, 0, 0)  # to become the parent of orphans
try:
    os.setsid()
except OSError:
    pass
libc.prctl(15, b"@MARK@", 0, 0, 0)
print("asked")
