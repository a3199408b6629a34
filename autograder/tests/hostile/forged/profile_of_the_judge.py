"""A trace function looks into the judge's requests while they are answered, and hides itself from the next one.

loop: farthest
points: 3 0 0 0
prints: tracing
"""
# %% extra after initial_means_code
import sys, threading

seen = []

def look(frame, event, given):
    if frame.f_code.co_name in ("do_replay", "do_calls"):
        seen.append(dict(frame.f_locals))

sys.setprofile(look)
threading.setprofile(look)
print("tracing")
