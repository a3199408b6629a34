"""A cell connects to a server that listens at a file, and to one that has only a name.

points: all
prints: blocked
needs: basic
because: without a sandbox every server of the machine can be reached
"""
# %% extra last
import socket

for address in ("@SOCKET@", "\0@ABSTRACT@"):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            socket.socket(socket.AF_UNIX, kind).connect(address)
            print("got through")
        except OSError as problem:
            print("blocked:", problem.strerror)
