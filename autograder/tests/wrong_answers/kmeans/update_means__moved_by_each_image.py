"""Every image moves its mean at once, while the other images still wait.

exercise: update_means
mistake: updated_while_read
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    counts = np.zeros(num_means)
    for x in test_x:
        k = np.argmin(((means - x) ** 2).sum(axis=1))
        counts[k] += 1
        means[k] += (x - means[k]) / counts[k]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
