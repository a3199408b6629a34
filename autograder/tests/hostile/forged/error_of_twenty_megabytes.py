"""The loop raises an exception with a message of twenty megabytes.

points: 3 0 0 0
outcome: update_means error
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    raise ValueError("x" * 20_000_000)
end = time.time()
