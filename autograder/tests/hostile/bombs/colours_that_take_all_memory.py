"""In `06_colours` a function takes memory until there is none, and keeps it; the one after it is right.

assignment: 06_colours
points: paint 0-3
limits: memory_gib 1
"""
# %% distinct_colours_code
kept = []

def distinct_colours(pixels, k, rng):
    while pixels is not None:
        kept.append(np.ones(3_000_000))
# %% paint_code
def paint(labels, palette, height, width):
    return np.rint(np.clip(palette, 0, 1) * 255).astype("u1")[labels].reshape(height, width, 3)
