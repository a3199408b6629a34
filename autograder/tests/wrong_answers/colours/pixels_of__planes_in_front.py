"""Puts the channels first, as some libraries do, before the reshape.

exercise: pixels_of
outcome: failed
mistake: planes_in_front
says: moved to the front
"""
# %% pixels_of_code
def pixels_of(image):
    planes = np.moveaxis(image, 2, 0)  # (3, h, w)
    return planes.reshape(-1, 3) / 255.0
