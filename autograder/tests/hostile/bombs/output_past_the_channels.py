"""Bytes are written for ever to where the process's own output goes, past all channels.

points: all
limits: cell_seconds 4
"""
# %% extra after initial_means_code
import os, time

end = time.monotonic() + 1.5
while time.monotonic() < end:
    os.write(1, b"x" * 65536)
    os.write(2, b"y" * 65536)
