"""Doubles the bytes before they meet the means.

exercise: partial_sums
mistake: uint8_wrap_around
outcome: failed
says: `uint8`
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    distances = (chunk.astype(float) ** 2).sum(axis=1)[:, None] - 2 * chunk @ means.T + (means ** 2).sum(axis=1)
    one_hot = np.eye(len(means))[distances.argmin(axis=1)]
    return one_hot.T @ chunk, one_hot.sum(axis=0), distances.min(axis=1).sum()
