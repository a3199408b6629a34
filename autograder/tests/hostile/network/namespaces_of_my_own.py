"""The process makes new namespaces, mounts, and asks for all rights in them.

points: all
prints: blocked
needs: basic
because: without a sandbox the system may allow it
"""
# %% extra last
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for what, done in (
    ("a user namespace", lambda: libc.unshare(0x10000000)), ("a mount namespace", lambda: libc.unshare(0x00020000)),
    ("a mount", lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None)), ("a root", lambda: libc.chroot(b"/")),
    ("user 0", lambda: libc.setns(0, 0)), ("a key", lambda: libc.syscall(248, b"user", b"@MARK@", b"x", 1, -1)),
    ("a filter program", lambda: libc.syscall(321, 0, 0, 0)), ("a ring", lambda: libc.syscall(425, 1, 0)),
    ("a counter", lambda: libc.syscall(298, 0, 0, 0, 0, 0)),
):
    ctypes.set_errno(0)
    print("got through" if done() >= 0 else "blocked", what, ctypes.get_errno())
