"""Files are left behind that Python, IPython, Jupyter, matplotlib and the shell read when they start the next time.

points: all
prints: blocked
needs: basic
because: without a sandbox the code can write where the grader can write
"""
# %% extra last
import os, site, sys

places = ["@HOME@/.ipython/profile_default/startup/@MARK@.py", "@HOME@/.bashrc", "@HOME@/.config/matplotlib/matplotlibrc",
          "@HOME@/.ssh/authorized_keys", "@HOME@/.jupyter/jupyter_server_config.py", f"{site.getusersitepackages()}/@MARK@.pth",
          *(f"{place}/@MARK@.pth" for place in site.getsitepackages()), f"{os.path.dirname(os.__file__)}/@MARK@.py",
          f"{np.__path__[0]}/@MARK@.py", f"{sys.prefix}/@MARK@", "@REPOSITORY@/@MARK@.py", "/etc/@MARK@", "/root/@MARK@"]
for place in places:
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        open(place, "a").close()
        print("got through:", place)
    except OSError as problem:
        print("blocked:", problem.strerror)
