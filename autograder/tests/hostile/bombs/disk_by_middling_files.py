"""Files that are each small enough are written until the disk is full.

points: 3 9 5 0-3
needs: basic
because: without a sandbox nothing bounds what is written
limits: cell_seconds 30, disk_megabytes 64
"""
# %% extra last
try:
    for number in range(100):
        with open(f"file-{number}", "wb") as file:
            file.write(b"x" * 10_000_000)
    print("got through")
except OSError as problem:
    print("blocked:", problem.strerror)
