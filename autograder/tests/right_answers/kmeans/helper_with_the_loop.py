"""The whole algorithm is a function, loop included; the cell calls it once.

exercise: update_means
outcome: passed
"""
# %% extra before update_means_code
def k_means_by_hand(X, M, steps):
    for _ in range(steps):
        lab = ((M ** 2).sum(1) - 2 * X @ M.T).argmin(1)
        Z = np.eye(len(M))[lab]
        M = Z.T @ X / np.maximum(Z.sum(0), 1)[:, None]
    return M
# %% update_means_code
start = time.time()
means = k_means_by_hand(test_x, means, iterations)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
