"""The grader's memory is read by the system's calls for debuggers.

points: all
prints: blocked
needs: basic
because: without a sandbox a debugger may look into processes of the same user
"""
# %% extra last
import ctypes

libc, judge = ctypes.CDLL(None, use_errno=True), int("@JUDGE@")
buffer = ctypes.create_string_buffer(8)

class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

here = Piece(ctypes.addressof(buffer), 8)
there = Piece(ctypes.addressof(buffer), 8)
for what, done in (
    ("ptrace", lambda: libc.ptrace(16, judge, None, None)),
    ("process_vm_readv", lambda: libc.process_vm_readv(judge, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)),
    ("pidfd_open", lambda: libc.syscall(434, judge, 0)),
    ("kcmp", lambda: libc.syscall(312, judge, judge, 0, 0, 0)),
):
    ctypes.set_errno(0)
    if done() >= 0 and what != "process_vm_readv" and ctypes.get_errno() == 0:
        print("got through:", what)
    else:
        print("blocked:", what, ctypes.get_errno())
