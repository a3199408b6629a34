"""The notebook deletes the folder that it works in, with all that is in it.

points: all
prints: deleted
"""
# %% extra after initial_means_code
import os, shutil

here = os.getcwd()
for name in os.listdir(here):
    if not name.startswith(".kernel"):
        shutil.rmtree(name, ignore_errors=True)
try:
    os.rmdir(here)
except OSError:
    pass
print("deleted")
