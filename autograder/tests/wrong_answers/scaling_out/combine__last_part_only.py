"""Each turn forgets the one before.

exercise: combine
mistake: last_part_only
outcome: failed
says: last part
"""
# %% combine_code
def combine(parts):
    for part in parts:
        sums, counts, inertia = part
    return sums, counts, inertia
