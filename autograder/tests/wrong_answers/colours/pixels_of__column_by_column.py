"""Goes through the columns instead of the rows.

exercise: pixels_of
outcome: failed
mistake: column_by_column
says: column by column
"""
# %% pixels_of_code
def pixels_of(image):
    h, w, c = image.shape
    points = []
    for x in range(w):
        for y in range(h):
            points.append(image[y, x] / 255)
    return np.array(points)
