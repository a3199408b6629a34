"""Cuts the fraction of the logarithm off.

exercise: bytes_needed
outcome: failed
mistake: bits_rounded_down
says: rounded down: 2 for 5 colours
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    bits = int(math.log2(k))
    return 3 * k + math.ceil(height * width * bits / 8)
