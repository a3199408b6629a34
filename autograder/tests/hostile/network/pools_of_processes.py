"""Pools of processes are opened, and processes of three kinds are started.

points: all
prints: blocked
needs: basic
because: without a sandbox there are child processes
limits: cell_seconds 10
"""
# %% extra last
import multiprocessing

for kind in ("fork", "spawn", "forkserver"):
    try:
        child = multiprocessing.get_context(kind).Process(target=print, args=("got through",))
        child.start()
        child.join(3)
        print("got through" if child.exitcode == 0 else "blocked")
    except OSError as problem:
        print("blocked:", kind, problem.strerror)
