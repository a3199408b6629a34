"""Rights, owners, times and attributes of the course's files are changed, so that nobody can read or trust them.

points: all
prints: blocked
needs: basic
because: without a sandbox the code can change what the grader owns
"""
# %% extra last
import os

path = "@COURSE@/records/secret"
folder = "@COURSE@/submitted"
for way in (
    lambda: os.chmod(path, 0o777), lambda: os.chmod(folder, 0), lambda: os.chown(path, 12345, 12345),
    lambda: os.utime(path, (1, 1)), lambda: os.setxattr(path, "user.mark", b"@MARK@"),
    lambda: os.chmod("@OUTSIDE@/notes.txt", 0), lambda: os.utime("@OUTSIDE@", (1, 1)),
):
    try:
        way()
        print("got through")
    except OSError as problem:
        print("blocked:", problem.strerror)
