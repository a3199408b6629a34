"""A function calls another one of its own cell; a cell under it makes that one again, with a loop.

assignment: 03_one_loop
points: one_hot 1.8
mistake: one_hot python_loops
"""
# %% one_hot_code
def filled(table, labels):
    table[np.arange(len(labels)), labels] = 1
    return table

def one_hot(labels, k):
    return filled(np.zeros((len(labels), k)), labels)
# %% extra under one_hot_code
def filled(table, labels):
    for n, label in enumerate(labels):
        table[n, label] = 1
    return table
