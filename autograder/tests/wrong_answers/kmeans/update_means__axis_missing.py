"""`test_x - means` without a new axis: (10000, 784) with (10, 784).

exercise: update_means
mistake: raises
outcome: error
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = ((test_x - means) ** 2).sum(axis=1)
    labels = distances.argmin(axis=1)
    for k in range(num_means):
        means[k] = test_x[labels == k].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
