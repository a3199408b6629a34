"""Memory is taken as files that are no files, and as files in the system's own memory.

points: all
prints: blocked
needs: basic
because: without a sandbox such files may be as large as the machine's memory
"""
# %% extra last
import os

def anonymous():
    return os.memfd_create("@MARK@")

def in_shm():
    return os.open("/dev/shm/@MARK@", os.O_CREAT | os.O_RDWR)

def by_multiprocessing():
    from multiprocessing.shared_memory import SharedMemory
    return SharedMemory("@MARK@", create=True, size=1024**3).buf

for way in (anonymous, in_shm, by_multiprocessing):
    try:
        way()
        print("got through:", way.__name__)
    except OSError as problem:
        print("blocked:", problem.strerror)
