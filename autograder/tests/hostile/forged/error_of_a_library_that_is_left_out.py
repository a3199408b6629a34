"""The cell raises an error of its own that has the name, and not the words, of one that the judge knows.

points: 3 0 0 0
outcome: update_means error
mistake: update_means raises
"""
# %% update_means_code
class LeftToYou(Exception):
    pass

start = time.time()
for i in range(iterations):
    raise LeftToYou("nothing")
end = time.time()
