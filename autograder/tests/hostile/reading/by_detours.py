"""What may not be opened by its name is tried by links, by `..`, by open folders and by the system's own links.

points: all
prints: blocked
needs: basic
because: without a sandbox the code can read what the grader can read
"""
# %% extra last
import os

target = "@COURSE@/records/secret"

def by_link():
    os.symlink(target, "mine")
    return open("mine").read()

def by_hard_link():
    os.link(target, "hard")
    return open("hard").read()

def by_parents():
    return open("../" * 20 + target.lstrip("/")).read()

def by_root():
    return open("/proc/self/root" + target).read()

def by_folder():
    folder = os.open("@COURSE@", os.O_PATH)
    return open(os.open("records/secret", os.O_RDONLY, dir_fd=folder)).read()

def by_path_only():
    return open(f"/proc/self/fd/{os.open(target, os.O_PATH)}").read()

def by_rename():
    os.rename("@COURSE@/records", "records")
    return open("records/secret").read()

def by_chroot():
    os.chroot("@COURSE@")
    return open("/records/secret").read()

for way in (by_link, by_hard_link, by_parents, by_root, by_folder, by_path_only, by_rename, by_chroot):
    try:
        way()
        print("got through:", way.__name__)
    except OSError as problem:
        print("blocked:", way.__name__, problem.strerror)
