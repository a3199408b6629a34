"""Products are `einsum`, norms too.

points: 3 9 5 1-3
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    d = np.einsum("kd,kd->k", means, means) - 2 * np.einsum("nd,kd->nk", test_x, means, optimize=True)
    one_hot = np.eye(num_means)[d.argmin(axis=1)]
    means = np.einsum("nk,nd->kd", one_hot, test_x, optimize=True) / np.maximum(np.einsum("nk->k", one_hot), 1)[:, None]
end = time.time()
