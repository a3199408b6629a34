"""Counts the bits up.

exercise: bytes_needed
outcome: passed
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    bits = 0
    while 2**bits < k:
        bits += 1
    total = 24 * k + height * width * bits
    return (total + 7) // 8
