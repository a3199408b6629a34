"""A file is written that is larger than the disk.

points: all
prints: blocked
needs: basic
because: without a sandbox nothing bounds what is written
"""
# %% extra last
try:
    with open("large", "wb") as file:
        for _ in range(2000):
            file.write(b"x" * 4_000_000)
    print("got through")
except OSError as problem:
    print("blocked:", problem.strerror)
