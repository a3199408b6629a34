"""Mathematicians' names in the loop; the result goes back into `means` at the end of each turn.

exercise: update_means
outcome: passed
"""
# %% initial_means_code
I = np.random.choice(test_x.shape[0], num_means, replace=False)
M = test_x[I, :]
means = M.copy()
# %% update_means_code
start = time.time()
X = test_x
for t in range(iterations):
    M = means
    D = np.sum(X ** 2, 1, keepdims=True) + np.sum(M ** 2, 1) - 2 * X @ M.T
    a = D.argmin(1)
    R = np.zeros_like(D)
    R[range(len(X)), a] = 1
    N = R.sum(0)
    N[N == 0] = 1
    M = (R / N).T @ X
    means = M
end = time.time()
print((end - start) / iterations, "seconds per iteration")
