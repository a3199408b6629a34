"""The TO DO cell makes its function twice, with a loop and without one; an error between them keeps the second away.

assignment: 03_one_loop
points: one_hot 1.8
mistake: one_hot python_loops
"""
# %% one_hot_code
def one_hot(labels, k):
    table = np.zeros((len(labels), k))
    for n, label in enumerate(labels):
        table[n, label] = 1
    return table

np.zeros(3)[5]

def one_hot(labels, k):
    return (labels[:, None] == np.arange(k)).astype(float)
