"""Adds bits to bytes.

exercise: bytes_needed
outcome: failed
mistake: bits_for_bytes
says: How many bits are a byte
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    bits = math.ceil(math.log2(k))
    return 3 * k + height * width * bits
