"""Every file that this process was born with is looked at: none leads to the course or to the grader.

points: all
prints: looked
"""
# %% extra last
import os

for number in range(300):
    try:
        name = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        continue
    if "course" in name or name.endswith((".jsonl", ".db", "secret", ".ipynb")):
        print("got through:", name)
print("looked")
