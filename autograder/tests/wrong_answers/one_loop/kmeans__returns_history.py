"""All means, in a list.

exercise: kmeans
mistake: returns_history
outcome: failed
says: the last item
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    history = [means]
    for _ in range(iterations):
        labels = expanded_distances(points, history[-1]).argmin(axis=1)
        history.append(group_means(points, labels, history[-1]))
    return history
