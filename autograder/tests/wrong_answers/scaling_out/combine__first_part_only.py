"""The return stands in the loop.

exercise: combine
mistake: first_part_only
outcome: failed
says: is the `return` inside it
"""
# %% combine_code
def combine(parts):
    sums, counts, inertia = 0, 0, 0
    for part in parts:
        sums = sums + part[0]
        counts = counts + part[1]
        inertia = inertia + part[2]
        return sums, counts, inertia
