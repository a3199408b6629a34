"""Right, with two loops over the pixels.

exercise: pixels_of
outcome: partial
mistake: python_loops
says: 2 Python loops
"""
# %% pixels_of_code
def pixels_of(image):
    points = []
    for row in image:
        for pixel in row:
            points.append([pixel[0] / 255, pixel[1] / 255, pixel[2] / 255])
    return np.array(points)
