"""Begins each row with a new byte.

exercise: bytes_needed
outcome: failed
mistake: rows_filled_up
says: begins with a new byte
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    bits = math.ceil(math.log2(k))
    return 3 * k + height * math.ceil(width * bits / 8)
