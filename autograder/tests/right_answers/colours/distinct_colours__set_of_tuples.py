"""Makes a sorted set of tuples, and draws until it has k.

exercise: distinct_colours
outcome: passed
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    colours = sorted({tuple(pixel) for pixel in pixels.tolist()})
    chosen = set()
    while len(chosen) < k:
        chosen.add(int(rng.integers(len(colours))))
    return np.array([colours[number] for number in sorted(chosen)])
