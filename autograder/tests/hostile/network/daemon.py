"""A process goes into the background by the old rite: two forks, a session of its own, a new name.

points: all
prints: blocked
needs: basic
because: without a sandbox it outlives the grading
"""
# %% extra last
import os, time

try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            open("/proc/self/comm", "w").write("@MARK@")
            time.sleep(120)
        os._exit(0)
    print("got through")
except OSError as problem:
    print("blocked:", problem.strerror)
