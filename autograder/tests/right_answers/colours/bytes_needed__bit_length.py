"""Bits of the largest label, and a division rounded up by two minus signs.

exercise: bytes_needed
outcome: passed
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    bits = (k - 1).bit_length()
    return 3 * k - (-height * width * bits // 8)
