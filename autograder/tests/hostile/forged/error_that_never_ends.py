"""The loop raises an exception that takes for ever to say what it is about.

points: 3 0 0 0
limits: cell_seconds 3
"""
# %% update_means_code
start = time.time()

class Endless(Exception):
    def __str__(self):
        while True:
            pass

for i in range(iterations):
    raise Endless
end = time.time()
