"""The distance of each point is picked out of those to all means."""
# %% mend_empty_code
def mend_empty(points, labels, means):
    d = ((points[:, None, :].astype(float) - means) ** 2).sum(axis=2)
    own = d[np.arange(len(points)), labels]
    empty = sorted(set(range(len(means))) - set(labels.tolist()))
    order = sorted(range(len(points)), key=lambda i: own[i], reverse=True)
    out = means.astype(float)
    for j, i in zip(empty, order):
        out[j] = points[i]
    return out
