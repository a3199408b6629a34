"""scikit-learn does it.

exercise: silhouette
mistake: library
outcome: failed
says: you are the library
"""
# %% silhouette_code
def silhouette(distances, labels):
    from sklearn.metrics import silhouette_score

    return silhouette_score(distances, labels, metric="precomputed")
