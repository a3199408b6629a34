"""Rounds up only at the end.

exercise: bytes_needed
outcome: failed
mistake: fraction_of_a_bit
says: a fraction of a bit
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    return 3 * k + math.ceil(height * width * math.log2(k) / 8)
