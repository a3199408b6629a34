"""The step is a formula of matrices: (Z'Z)⁻¹ Z'X, solved by `np.linalg.solve`.

points: all
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    Z = np.zeros((num_img, num_means))
    Z[np.arange(num_img), np.argmax(test_x @ means.T - 0.5 * np.diag(means @ means.T), axis=1)] = 1
    means = np.linalg.solve(Z.T @ Z, Z.T @ test_x)
end = time.time()
