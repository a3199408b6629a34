"""Each half-step is a lambda, and the step is put together from them.

points: all
"""
# %% update_means_code
start = time.time()
assign = lambda m: np.argmin((m * m).sum(axis=1) - 2 * test_x.dot(m.T), axis=1)
table = lambda labels: labels[:, None] == np.arange(num_means)
move = lambda t: t.T.astype(float) @ test_x / np.maximum(t.sum(axis=0), 1)[:, None]
for i in range(iterations):
    means = move(table(assign(means)))
end = time.time()
