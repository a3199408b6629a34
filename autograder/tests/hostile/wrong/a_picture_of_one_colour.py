"""In `06_colours` the picture is painted in one colour, and the quality is always infinite.

assignment: 06_colours
points: none
"""
# %% paint_code
def paint(labels, palette, height, width):
    return np.zeros((height, width, 3), dtype=np.uint8)
# %% psnr_code
def psnr(image, other):
    return math.inf
