"""In `06_colours` the palette is rounded once and looked up by `np.take`.

assignment: 06_colours
points: paint 3, pixels_of 2
"""
# %% pixels_of_code
def pixels_of(image):
    return np.ravel(image).astype(float).reshape(-1, 3) / 255
# %% paint_code
def paint(labels, palette, height, width):
    colours = np.rint(np.clip(palette, 0, 1) * 255).astype("u1")
    return np.take(colours, labels, axis=0).reshape(height, width, 3)
