"""The grader's home is searched for keys, by its name, by the environment and by the list of users.

points: all
prints: blocked
needs: basic
because: without a sandbox the code can read what the grader can read
"""
# %% extra last
import os, pwd

homes = {"@HOME@", os.path.expanduser("~"), *(user.pw_dir for user in pwd.getpwall())}
for home in homes:
    for name in (".ssh/id_ed25519", ".bashrc", ".profile", ".netrc", ".gitconfig"):
        try:
            open(os.path.join(home, name)).read()
            print("got through")
        except OSError as problem:
            print("blocked:", problem.strerror)
