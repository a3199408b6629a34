"""The memory, the files and the command lines of the grader and of all other processes are looked for.

points: all
prints: blocked
needs: basic
because: without a sandbox the processes of the same user are open to each other
"""
# %% extra last
import os

tried = ["/proc/@JUDGE@/environ", "/proc/@JUDGE@/maps", "/proc/@JUDGE@/mem", "/proc/@JUDGE@/fd/1",
         "/proc/@JUDGE@/cwd/pyproject.toml", "/proc/@JUDGE@/root/etc/passwd", f"/proc/{os.getppid()}/mem"]
for name in tried:
    try:
        with open(name, "rb") as file:
            file.read(1)
        print("got through" if "@JUDGE@" in name else "read of its own kind")
    except OSError as problem:
        print("blocked:", problem.strerror)
