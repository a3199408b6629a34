"""List comprehensions over the means for the distances and the new means.

exercise: update_means
outcome: passed
slow: yes
loops: many
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.array([((test_x - m) ** 2).mean(axis=1) for m in means])     # (k, n)
    labels = distances.argmin(axis=0)
    means = np.array([test_x[labels == k].mean(axis=0) if k in labels else means[k]
                      for k in range(num_means)])
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
