"""A loop that makes new sums.

exercise: combine
outcome: passed
"""
# %% combine_code
def combine(parts):
    sums, counts, inertia = parts[0]
    for more_sums, more_counts, more_inertia in parts[1:]:
        sums = sums + more_sums
        counts = counts + more_counts
        inertia = inertia + more_inertia
    return sums, counts, inertia
