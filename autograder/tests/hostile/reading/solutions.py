"""The solutions and the tests of the course are looked for where the course is installed.

points: all
prints: blocked
needs: basic
because: without a sandbox the code can read what the grader can read
"""
# %% extra last
import pathlib

for name in ("solutions/02_kmeans/kmeans.ipynb", "autograder/tests/right_answers/kmeans/add_at.py",
             "autograder/sample_class/answers/one_hot.py", "autograder/checks/kmeans/exercises.py", "CHANGELOG.md"):
    try:
        pathlib.Path("@REPOSITORY@", name).read_text()
        print("got through")
    except OSError as problem:
        print("blocked:", problem.strerror)
