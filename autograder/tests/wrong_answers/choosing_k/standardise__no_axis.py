"""One mean and one deviation for all numbers.

exercise: standardise
mistake: without_axis
outcome: failed
says: which axis goes away
"""
# %% standardise_code
def standardise(points):
    return (points - points.mean()) / points.std()
