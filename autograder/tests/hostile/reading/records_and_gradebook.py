"""The course's secret, its records, its gradebook and its feedback are opened by their names.

points: all
prints: blocked
needs: basic
because: without a sandbox the code can read what the grader can read
"""
# %% extra last
for name in ("records/secret", "records/02_kmeans.jsonl", "gradebook.db", "feedback/another/02_kmeans/kmeans.html"):
    try:
        open(f"@COURSE@/{name}").read()
        print("got through")
    except OSError as problem:
        print("blocked:", problem.strerror)
