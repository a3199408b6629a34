"""All large arrays are made once, and every operation writes into one of them.

points: all
"""
# %% update_means_code
start = time.time()
products, table, means = np.empty((num_img, num_means)), np.empty((num_img, num_means)), means.copy()
for i in range(iterations):
    np.matmul(test_x, means.T, out=products)
    products *= -2
    products += (means**2).sum(axis=1)
    np.equal(products, products.min(axis=1, keepdims=True), out=table)
    np.matmul(table.T, test_x, out=means)
    means /= np.maximum(table.sum(axis=0), 1)[:, None]
end = time.time()
