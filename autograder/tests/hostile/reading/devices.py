"""Memory, disks and the system's log are opened as devices.

points: all
prints: blocked
needs: basic
because: without a sandbox a grader that is root may open them
"""
# %% extra last
import glob

for name in ("/dev/mem", "/dev/kmem", "/dev/kmsg", "/proc/kcore", "/proc/kmsg", "/proc/sysrq-trigger", "/dev/fuse",
             "/sys/kernel/debug/sleep_time", *glob.glob("/dev/sd*"), *glob.glob("/dev/vd*"), *glob.glob("/dev/nvme*")):
    try:
        with open(name, "rb") as file:
            file.read(16)
        print("got through:", name)
    except OSError as problem:
        print("blocked:", problem.strerror)
