"""Begins with zeros, and then with the second part.

exercise: combine
mistake: leaves_out_the_first
outcome: failed
says: all parts but the first
"""
# %% combine_code
def combine(parts):
    sums, counts, inertia = np.zeros_like(parts[0][0]), np.zeros_like(parts[0][1]), 0.0
    for part in parts[1:]:
        sums, counts, inertia = sums + part[0], counts + part[1], inertia + part[2]
    return sums, counts, inertia
