"""The clock of the machine is set back, which needs a right that nobody has here.

points: 3 9 5 0
time: full 0.2, zero 0.7
prints: blocked
needs: basic
because: without a sandbox a grader that is root could do it, and the machine's clock would be wrong
"""
# %% extra first
import time

try:
    time.clock_settime(time.CLOCK_REALTIME, 1.0)
    print("got through")
except PermissionError as problem:
    print("blocked:", problem)
