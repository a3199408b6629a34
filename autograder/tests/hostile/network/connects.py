"""A cell connects to a server on this machine, by TCP, by UDP and by the library for addresses.

points: all
prints: blocked
needs: basic
because: without a sandbox there is a network
"""
# %% extra last
import socket, urllib.request

def tcp():
    socket.create_connection(("127.0.0.1", int("@PORT@")), timeout=2)

def udp():
    socket.socket(type=socket.SOCK_DGRAM).sendto(b"answer", ("127.0.0.1", int("@UDP@")))

def http():
    urllib.request.urlopen("http://127.0.0.1:@PORT@/", timeout=1)

def by_name():
    socket.getaddrinfo("example.org", 80)

def sixth():
    socket.socket(socket.AF_INET6).connect(("::1", int("@PORT@")))

for way in (tcp, udp, http, by_name, sixth):
    try:
        way()
        print("got through:", way.__name__)
    except OSError as problem:
        print("blocked:", way.__name__, problem)
