"""The differences of all points and means, and a comparison for the members.

exercise: partial_sums
outcome: passed
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    differences = chunk[:, None, :].astype(float) - means[None, :, :]
    distances = (differences ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    members = labels[:, None] == np.arange(len(means))
    sums = members.T.astype(float) @ chunk.astype(float)
    return sums, members.sum(axis=0), distances.min(axis=1).sum()
