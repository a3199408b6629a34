"""A timer interrupts whatever runs, again and again, and its handler does nothing.

points: 3 0-9 0-5 0-3
prints: rings
"""
# %% extra after initial_means_code
import signal
signal.signal(signal.SIGALRM, lambda *given: None)
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
print("rings")
