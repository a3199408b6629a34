"""Adds everything into the first part.

exercise: combine
mistake: changes_its_input
outcome: partial
says: changes its input `parts`
"""
# %% combine_code
def combine(parts):
    sums, counts, inertia = parts[0]
    for part in parts[1:]:
        sums += part[0]
        counts += part[1]
        inertia += part[2]
    return sums, counts, inertia
