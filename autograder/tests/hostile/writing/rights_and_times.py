"""Rights, owners, times and attributes of the course's files are changed, so that nobody can read or trust them.

points: all
prints: blocked
needs: basic
because: without a sandbox the code can change what the grader owns
"""
# %% extra last
import os

path, folder = "@COURSE@/records/secret", "@COURSE@/submitted"

def looks():
    found = []
    for name in (path, folder, "@OUTSIDE@", "@OUTSIDE@/notes.txt"):
        try:
            about = os.stat(name)
            found.append((about.st_mode, about.st_uid, about.st_mtime, about.st_ctime))
        except OSError:
            found.append(None)
    return found

before = looks()
for way in (
    lambda: os.chmod(path, 0o777), lambda: os.chmod(folder, 0), lambda: os.chown(path, 12345, 12345),
    lambda: os.utime(path, (1, 1)), lambda: os.setxattr(path, "user.mark", b"@MARK@"),
    lambda: os.chmod("@OUTSIDE@/notes.txt", 0), lambda: os.utime("@OUTSIDE@", (1, 1)),
    lambda: os.chmod("notes.txt", 0, dir_fd=os.open("@OUTSIDE@", os.O_PATH)),
    lambda: os.utime(f"/proc/self/fd/{os.open(path, os.O_PATH)}", (1, 1)),
):
    try:
        way()
        print("blocked: it did nothing" if looks() == before else "got through")
    except OSError as problem:
        print("blocked:", problem.strerror)
