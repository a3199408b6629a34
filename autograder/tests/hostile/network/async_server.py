"""A cell awaits a server and a client of asyncio, in the kernel's own loop.

points: all
prints: blocked
needs: basic
because: without a sandbox there is a network
"""
# %% extra last
import asyncio

try:
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    print("got through" if server.sockets else "blocked: no socket")
except OSError as problem:
    print("blocked:", problem)
try:
    await asyncio.wait_for(asyncio.open_connection("127.0.0.1", int("@PORT@")), 2)
    print("got through")
except (OSError, TimeoutError) as problem:
    print("blocked:", problem)
