"""The third number moves the means once more.

exercise: half_step_inertias
mistake: moved_again
outcome: failed
says: moved a second time
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    moved = move(points, labels, means)
    again = nearest(points, moved)
    last = move(points, again, moved)
    return inertia(points, means), ((points - moved[labels]) ** 2).sum(), ((points - last[again]) ** 2).sum()
