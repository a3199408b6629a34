"""Asks how many bits the number k has.

exercise: bytes_needed
outcome: failed
mistake: bits_of_k_itself
says: *largest* label
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    bits = k.bit_length()
    return 3 * k + math.ceil(height * width * bits / 8)
