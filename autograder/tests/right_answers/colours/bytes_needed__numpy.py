"""NumPy's functions, which give floats.

exercise: bytes_needed
outcome: passed
"""
# %% bytes_needed_code
def bytes_needed(height, width, k):
    bits = np.ceil(np.log2(k))
    return np.ceil(height * width * bits / 8) + 3 * k
