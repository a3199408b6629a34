"""Right, one feature after the other.

exercise: standardise
mistake: python_loops
outcome: partial
says: one Python loop
"""
# %% standardise_code
def standardise(points):
    result = np.zeros(points.shape)
    for j in range(points.shape[1]):
        column = points[:, j].astype(float)
        if column.min() < column.max():
            result[:, j] = (column - column.mean()) / column.std()
    return result
