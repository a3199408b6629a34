"""Something is written into every open file of the process, whatever it is for.

points: 3 9 0-5 0-3
limits: cell_seconds 3
"""
# %% extra under update_means
import os

for number in range(3, 400):
    try:
        os.set_blocking(number, False)
        os.write(number, b"\0\xff{}\n" * 100)
    except OSError:
        pass
