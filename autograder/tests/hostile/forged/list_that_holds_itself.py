"""The means are a list that holds itself, and a dictionary of a hundred thousand entries in it.

points: 3 0 0 0
mistake: update_means not_an_array
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    means = []
    means += [means, {number: means for number in range(100_000)}]
end = time.time()
