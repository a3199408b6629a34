"""Nothing is divided.

exercise: standardise
mistake: only_centred
outcome: failed
"""
# %% standardise_code
def standardise(points):
    return points - points.mean(axis=0)
