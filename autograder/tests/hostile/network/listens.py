"""A cell listens for whoever comes, with sockets of several families.

points: all
prints: blocked
needs: basic
because: without a sandbox there is a network
"""
# %% extra last
import http.server, socket

def tcp():
    socket.create_server(("127.0.0.1", 0))

def web():
    http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)

def unix():
    server = socket.socket(socket.AF_UNIX)
    server.bind("\0@MARK@")
    server.listen()

for way in (tcp, web, unix):
    try:
        way()
        print("got through:", way.__name__)
    except OSError as problem:
        print("blocked:", way.__name__, problem.strerror)
