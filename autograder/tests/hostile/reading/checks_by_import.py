"""The stub of the course's package is thrown away, and the true one is imported in its place.

points: all
prints: blocked
needs: basic
because: without a sandbox the package lies where Python finds it
"""
# %% extra last
import importlib, sys

for name in [name for name in sys.modules if name.split(".")[0] == "autograder"]:
    sys.modules.pop(name)
sys.path.insert(0, "@REPOSITORY@")
for name in ("autograder.checks.kmeans.exercises", "autograder.checks.lloyd", "autograder.judge.judge", "autograder.sandbox"):
    try:
        importlib.import_module(name)
        print("got through")
    except (ImportError, OSError) as problem:
        print("blocked:", type(problem).__name__)
