"""Settings for matplotlib and IPython, and modules named like Python's own, are written beside the notebook.

points: all
prints: written
"""
# %% extra first
from pathlib import Path

for name in ("random.py", "time.py", "numpy.py", "sitecustomize.py", "usercustomize.py", "kmeans_agent.py"):
    Path(name).write_text("mine = True")
Path("matplotlibrc").write_text("savefig.dpi: 100000")
Path(".ipython/profile_default/startup").mkdir(parents=True, exist_ok=True)
Path(".ipython/profile_default/startup/first.py").write_text("mine = True")
print("written")
