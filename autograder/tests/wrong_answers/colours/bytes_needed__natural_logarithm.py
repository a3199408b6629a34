"""Takes the natural logarithm.

exercise: bytes_needed
outcome: failed
mistake: natural_logarithm
says: Bits count powers of two
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    bits = math.ceil(math.log(k))
    return 3 * k + math.ceil(height * width * bits / 8)
