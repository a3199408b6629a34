"""A cell forks for ever.

points: all
prints: blocked
needs: basic
because: without a sandbox nothing bounds processes
"""
# %% extra after initial_means_code
import os

try:
    while True:
        os.fork()
        print("got through")
except OSError as problem:
    print("blocked:", problem.strerror)
