"""Programs are left behind that nobody waits for, by every way to start one.

points: all
prints: blocked
needs: basic
because: without a sandbox they outlive the grading
"""
# %% extra last
import os, subprocess, sys

sleep = [sys.executable, "-c", "import time; time.sleep(120)", "@MARK@"]

def popen():
    subprocess.Popen(sleep, start_new_session=True)

def spawn():
    os.posix_spawn(sys.executable, sleep, {})

def spawnv():
    if os.spawnv(os.P_NOWAIT, sys.executable, sleep) < 0:
        raise OSError

def execute():
    os.execv("/nowhere/at/all", sleep)

for way in (popen, spawn, spawnv, execute):
    try:
        way()
        print("got through:", way.__name__)
    except OSError as problem:
        print("blocked:", way.__name__, problem.strerror)
