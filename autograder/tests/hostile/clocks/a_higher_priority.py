"""The process asks for the highest priority and for a processor of its own: neither makes its work less.

points: 3 9 5 0
time: full 0.2, zero 0.7
prints: asked
needs: basic
because: without a sandbox a grader that is root could take the machine from everybody else
"""
# %% extra first
import contextlib, os

with contextlib.suppress(OSError):
    os.nice(-20)
with contextlib.suppress(OSError):
    os.sched_setaffinity(0, {0})
with contextlib.suppress(OSError):
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))
print("asked")
