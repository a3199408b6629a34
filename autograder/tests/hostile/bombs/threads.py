"""A cell starts threads for ever, and each of them sleeps.

points: 3 9 0-5 0-3
prints: blocked
needs: basic
because: without a sandbox nothing bounds threads
limits: cell_seconds 10
"""
# %% extra under update_means
import threading

threads = []
try:
    while len(threads) < 20_000:
        threads.append(threading.Thread(target=threading.Event().wait, daemon=True))
        threads[-1].start()
    print("got through")
except (RuntimeError, MemoryError, OSError) as problem:
    print("blocked:", type(problem).__name__)
