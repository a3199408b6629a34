"""np.sum of stacks, along the first axis.

exercise: combine
outcome: passed
"""
# %% combine_code
def combine(parts):
    sums = np.sum([part[0] for part in parts], axis=0)
    counts = np.array([part[1] for part in parts]).sum(axis=0)
    return sums, counts, sum(part[2] for part in parts)
