"""Files, folders, links, pipes and sockets are left where everybody may write.

points: all
prints: blocked
needs: basic
because: without a sandbox such files are left behind
"""
# %% extra last
import os, socket

places = ["@OUTSIDE@", "/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "/dev/mqueue", "/proc/self", "/sys"]
for place in places:
    name = f"{place}/@MARK@"
    for way in (lambda: open(name, "w").close(), lambda: os.mkdir(name), lambda: os.symlink("/etc/passwd", name),
                lambda: os.mkfifo(name), lambda: os.link("/etc/passwd", name), lambda: os.mknod(name),
                lambda: socket.socket(socket.AF_UNIX).bind(name)):
        try:
            way()
            if place in ("/tmp", "/dev/shm"):
                print("written to a place of its own" if "@MARK@" in "".join(os.listdir(place)) else "blocked")
            else:
                print("got through:", name)
        except OSError as problem:
            print("blocked:", problem.strerror)
