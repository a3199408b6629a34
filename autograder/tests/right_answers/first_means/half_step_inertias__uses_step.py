"""The moved means come from `step`, and einsum adds the squares up."""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    after = step(points, means)
    gap = points - after[labels]
    return float(inertia(points, means)), float(np.einsum("nd,nd->", gap, gap)), float(inertia(points, after))
