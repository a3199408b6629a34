"""Rounds the bytes down.

exercise: bytes_needed
outcome: failed
mistake: last_byte_cut_off
says: fill no whole byte
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    bits = math.ceil(math.log2(k))
    return 3 * k + height * width * bits // 8
