"""The loop over the means stands in a text in base64.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% update_means_code
import base64

start = time.time()
text = base64.b64decode(b"bWVhbnMgPSBtZWFucy5jb3B5KCkKZm9yIGsgaW4gcmFuZ2UobnVtX21lYW5zKToKICAgIG1lYW5zW2tdID0gdGVzdF94"
                        b"W2xhYmVscyA9PSBrXS5tZWFuKGF4aXM9MCkK")
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    exec(text)
end = time.time()
