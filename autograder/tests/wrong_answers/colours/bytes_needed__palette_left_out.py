"""Counts the labels only.

exercise: bytes_needed
outcome: failed
mistake: palette_left_out
says: the labels alone
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    return math.ceil(height * width * math.ceil(math.log2(k)) / 8)
