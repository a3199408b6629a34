"""Every signal that can be ignored is ignored; the cell itself ends.

points: all
prints: ignored
"""
# %% extra after initial_means_code
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
print("ignored")
