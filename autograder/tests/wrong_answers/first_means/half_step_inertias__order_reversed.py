"""The numbers come in the reverse order.

exercise: half_step_inertias
mistake: order_reversed
outcome: failed
says: reverse order
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    moved = move(points, labels, means)
    between = ((points - moved[labels]) ** 2).sum()
    return inertia(points, moved), between, inertia(points, means)
