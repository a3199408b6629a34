"""Each mean is moved before the labels of the next one are computed.

exercise: update_means
mistake: updated_while_read
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    for k in range(num_means):
        distances = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
        mine = distances.argmin(axis=1) == k
        if mine.any():
            means[k] = test_x[mine].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
