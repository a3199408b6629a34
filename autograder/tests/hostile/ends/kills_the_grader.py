"""The process asks whether it may send signals to the grader, to its parent and to everybody (none is sent).

points: all
prints: blocked
needs: basic
because: without a sandbox a process may end others of the same user
"""
# %% extra under update_means
import os

for victim in (int("@JUDGE@"), os.getppid(), -1):
    try:
        os.kill(victim, 0)
        print("got through")
    except OSError as problem:
        print("blocked:", problem.strerror)
