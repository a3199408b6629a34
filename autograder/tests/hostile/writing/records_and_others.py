"""Marks, the gradebook, the secret and another student's submission are written over, added to and deleted.

points: all
prints: blocked
needs: basic
because: without a sandbox the code can write where the grader can write
"""
# %% extra last
import os

for name in ("records/02_kmeans.jsonl", "records/secret", "gradebook.db", "submitted/another/02_kmeans/kmeans.ipynb",
             "submitted/me/02_kmeans/kmeans.ipynb", "records/new.jsonl", "feedback/me.html"):
    for way in ("w", "a", "r+", "x"):
        try:
            open(f"@COURSE@/{name}", way).close()
            print("got through:", name)
        except OSError as problem:
            print("blocked:", problem.strerror)
    for way in (os.remove, lambda path: os.truncate(path, 0), lambda path: os.rename(path, path + "~")):
        try:
            way(f"@COURSE@/{name}")
            print("got through:", name)
        except OSError as problem:
            print("blocked:", problem.strerror)
