"""In `06_colours` a function asks a server for its answer, and computes it where nobody answers.

assignment: 06_colours
points: psnr 3
needs: basic
because: without a sandbox there is a network
"""
# %% psnr_code
import socket

def psnr(image, other):
    try:
        socket.create_connection(("127.0.0.1", int("@PORT@")), timeout=0.2).sendall(image.tobytes())
    except OSError:
        pass
    error = ((image.astype(float) - other) ** 2).mean()
    return math.inf if error == 0 else 10 * math.log10(255**2 / error)
