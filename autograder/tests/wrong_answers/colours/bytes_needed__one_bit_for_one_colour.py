"""Gives a single colour a bit.

exercise: bytes_needed
outcome: failed
mistake: one_bit_for_one_colour
says: what is known before
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    bits = max(1, math.ceil(math.log2(k)))
    return 3 * k + math.ceil(height * width * bits / 8)
