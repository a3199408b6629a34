"""Something is left in every place that this kernel may write to; a second run must not find it.

points: all
prints: nothing of before
"""
# %% extra first
import os, sys, tempfile
from pathlib import Path

for place in {tempfile.gettempdir(), os.getcwd(), os.environ.get("HOME", "."), os.environ.get("IPYTHONDIR", ".")}:
    trace = Path(place, "trace-of-the-student-before")
    if trace.exists():
        print("got through")
    try:
        trace.touch() if Path(place) == Path.cwd() else None
    except OSError:
        pass
print("nothing of before")
