"""The loop itself prints for ever: told as what it is, and not as a lack of memory.

points: 3 0 0 0
limits: cell_seconds 5
outcome: update_means timeout
note: its output had no end
"""
# %% update_means_code
while True:
    print("x" * 1000)
