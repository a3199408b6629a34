"""np.sum of the parts as they are.

exercise: combine
mistake: adds_unlike_things
outcome: error
says: can't make one array
"""
# %% combine_code
def combine(parts):
    return np.sum(parts, axis=0)
