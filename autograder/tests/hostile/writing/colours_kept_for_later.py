"""In `06_colours` a function writes what it is given into every folder that it finds, and is right.

assignment: 06_colours
points: pixels_of 2
needs: basic
because: without a sandbox the code can write where the grader can write
"""
# %% pixels_of_code
import os

def pixels_of(image):
    for place in ("@COURSE@/records", "@OUTSIDE@", "/tmp", "/dev/shm", "@HOME@", "@REPOSITORY@"):
        try:
            np.save(os.path.join(place, "@MARK@"), image)
        except OSError:
            pass
    return image.reshape(-1, 3) / 255
