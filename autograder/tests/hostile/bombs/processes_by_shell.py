"""A cell starts shells that start shells.

points: all
needs: basic
because: without a sandbox nothing bounds processes
"""
# %% extra after initial_means_code
import os, subprocess

os.system("f() { f | f & }; f; echo got through")
for command in (["sh", "-c", "echo got through"], ["/bin/sh", "-c", "echo got through"]):
    try:
        print(subprocess.run(command, capture_output=True, text=True).stdout)
    except OSError as problem:
        print("blocked:", problem.strerror)
