"""In `05_choosing_k` a function starts a thousand threads each time that it is called, and is right where it may not.

assignment: 05_choosing_k
points: standardise 0-3, purity 2
needs: basic
because: without a sandbox nothing bounds threads
"""
# %% standardise_code
import threading

def standardise(points):
    try:
        for _ in range(1000):
            threading.Thread(target=threading.Event().wait, daemon=True).start()
    except RuntimeError:
        pass
    centred = points - points.mean(axis=0)
    spread = np.sqrt(np.mean(centred**2, axis=0))
    return np.divide(centred, spread, out=np.zeros_like(centred, dtype=float), where=spread > 1e-12 * np.abs(points).max(axis=0))
# %% purity_code
def purity(labels, classes):
    table = np.zeros((int(labels.max()) + 1, int(classes.max()) + 1))
    np.add.at(table, (labels, classes), 1)
    return table.max(axis=1).sum() / len(labels)
