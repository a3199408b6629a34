"""Adds two parts.

exercise: combine
mistake: two_parts_only
outcome: failed
says: first two parts
"""
# %% combine_code
def combine(parts):
    if len(parts) == 1:
        return parts[0]
    one, other = parts[0], parts[1]
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]
