"""A million files are written, with nothing in them.

points: 3 9 5 0-3
needs: basic
because: without a sandbox nothing bounds the number of files
limits: cell_seconds 20
"""
# %% extra last
try:
    for number in range(1_000_000):
        open(f"file-{number}", "w").close()
    print("got through")
except OSError as problem:
    print("blocked:", problem.strerror)
