"""The folders from which Python imports are searched for the source of the checks.

points: all
prints: blocked
needs: basic
because: without a sandbox the package lies where Python finds it
"""
# %% extra last
import importlib.util, os, site, sys, sysconfig

places = {*sys.path, *site.getsitepackages(), *sysconfig.get_paths().values()}
load = sys.modules.get("load")
places.add(os.path.dirname(getattr(load, "__file__", None) or "/"))
for place in places:
    for name in ("autograder/checks/kmeans/exercises.py", "autograder/judge/judge.py", "solutions/02_kmeans/kmeans.ipynb"):
        try:
            open(os.path.join(place, name)).read()
            print("got through")
        except OSError as problem:
            print("blocked:", problem.strerror)
