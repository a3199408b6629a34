"""The folders of a course are searched for the work of other students.

points: all
prints: blocked
needs: basic
because: without a sandbox the code can read what the grader can read
"""
# %% extra last
import os

found = []
for folder, _, names in os.walk("@COURSE@"):
    for name in names:
        try:
            found.append(open(os.path.join(folder, name), errors="replace").read())
        except OSError as problem:
            print("blocked:", type(problem).__name__)
print("got through" if any("@CANARY@" in text for text in found) else "blocked: nothing found")
