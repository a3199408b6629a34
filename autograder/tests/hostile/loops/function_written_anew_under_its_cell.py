"""The TO DO cell makes a function without a loop, and a cell under it makes it again, with one.

assignment: 03_one_loop
points: one_hot 1.8
mistake: one_hot python_loops
"""
# %% one_hot_code
def one_hot(labels, k):
    return (labels[:, None] == np.arange(k)).astype(float)
# %% extra under one_hot_code
def one_hot(labels, k):
    table = np.zeros((len(labels), k))
    for n, label in enumerate(labels):
        table[n, label] = 1
    return table
