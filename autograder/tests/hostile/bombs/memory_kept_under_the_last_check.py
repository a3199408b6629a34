"""A last cell keeps so much that the loop above it could not run again: it does, in a kernel without that cell.

points: 3 9 5 1-3
limits: memory_gib 1
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    centre = test_x.mean(axis=0)
    centred, squares, doubled = test_x - centre, (test_x - centre) ** 2, 2 * (test_x - centre)
    d = squares.sum(axis=1)[:, None] - doubled @ (means - centre).T + ((means - centre) ** 2).sum(axis=1)
    one_hot = np.eye(num_means)[d.argmin(axis=1)]
    means = one_hot.T @ centred / np.maximum(one_hot.sum(axis=0), 1)[:, None] + centre
end = time.time()

# %% extra under seconds_per_iteration
pieces = []
try:
    while True:
        pieces.append(np.ones(9_000_000))
except MemoryError:
    pieces.pop()
