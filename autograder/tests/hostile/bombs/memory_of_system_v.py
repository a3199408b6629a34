"""Shared memory, queues and semaphores of the old kind are made, which outlive their process.

points: all
prints: blocked
needs: basic
because: without a sandbox they are there until the machine is started anew
"""
# %% extra last
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.shmget.restype = ctypes.c_int
for what, made in (("memory", libc.shmget(0, 4096, 0o1600)), ("queue", libc.msgget(0, 0o1600)),
                   ("semaphore", libc.semget(0, 1, 0o1600))):
    print("got through" if made >= 0 else "blocked", what, ctypes.get_errno())
