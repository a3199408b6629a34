"""A function shows the inputs that it is tried on, by every way to print: nothing of that is seen by anybody.

assignment: 01_numpy_warmup
points: nearest 3
prints: shows what it is given
"""
# %% nearest_code
import os, sys
from IPython.display import display as show_it

publish = get_ipython().display_pub.publish
written = sys.stdout.write
print("shows what it is given")

def nearest(distances):
    if distances is not None and distances.shape != (8, 8):
        print("got through")
        written("got through")
        show_it("got through")
        publish({"text/plain": "got through"})
        sys.__stdout__.write("got through\n")
        os.write(1, b"got through\n")
        sys.stderr.write("got through")
    return None if distances is None else distances.argmin(axis=1)
