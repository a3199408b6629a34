"""The course's own slow K-means, with which answers are compared, does the work.

points: 3 0 0 0
"""
# %% update_means_code
from autograder.checks.lloyd import trajectory

start = time.time()
for i in range(iterations):
    means = trajectory(test_x, means, 1).states[1]
end = time.time()
