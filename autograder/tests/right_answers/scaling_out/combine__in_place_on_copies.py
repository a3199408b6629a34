"""Adds in place, to arrays of its own.

exercise: combine
outcome: passed
"""
# %% combine_code
def combine(parts):
    sums = np.zeros_like(parts[0][0])
    counts = np.zeros_like(parts[0][1])
    inertia = 0
    for part in parts:
        sums += part[0]
        counts += part[1]
        inertia += part[2]
    return (sums, counts, inertia)
