"""A cell opens sockets of all families that the system knows, raw ones too.

points: all
prints: blocked
needs: basic
because: without a sandbox there is a network
"""
# %% extra last
import socket

for family in range(2, 46):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            socket.socket(family, kind)
            print("got through:", family, kind)
        except OSError as problem:
            last = problem
print("blocked:", last)
