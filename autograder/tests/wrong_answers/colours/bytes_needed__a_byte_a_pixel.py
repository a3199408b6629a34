"""Takes a byte for each label.

exercise: bytes_needed
outcome: failed
mistake: a_byte_a_pixel
says: a whole byte for each label
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    return k * 3 + height * width
