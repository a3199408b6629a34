"""The first of all means in order.

exercise: nearest
outcome: passed
"""
# %% nearest_code
def nearest(distances):
    order = np.argsort(distances, axis=1, kind='stable')
    return order[:, 0]
