"""Its own folder is left full of links to the course, in the hope that tidying up follows them.

points: all
prints: linked
"""
# %% extra last
import os

for number, target in enumerate(("@COURSE@", "@COURSE@/submitted", "@COURSE@/records/secret", "/", "@OUTSIDE@", "..")):
    os.symlink(target, f"link-{number}")
os.mkdir("folder")
os.symlink("@COURSE@", "folder/.kernel")
print("linked")
