"""The loop has a name that nobody gave, in a line that is reached.

points: 3 0 0 0
outcome: update_means error
says: NameError
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((maens ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
end = time.time()
