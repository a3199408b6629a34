"""A name that does not exist.

exercise: update_means
mistake: raises
outcome: error
says: NameError
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    dist = np.linalg.norm(X[:, None] - means[None], axis=2)
    labels = dist.argmin(axis=1)
    means = np.array([X[labels == k].mean(axis=0) for k in range(num_means)])
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
