"""The second number lets the points choose again.

exercise: half_step_inertias
mistake: labels_chosen_at_once
outcome: failed
says: Which labels do the points have
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    before = inertia(points, means)
    means = step(points, means)
    between = inertia(points, means)
    labels = nearest(points, means)
    after = ((points - means[labels]) ** 2).sum()
    return before, between, after
