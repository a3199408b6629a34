"""The loop over the means reuses `i`; the update below it moves only the mean that `i` was left at.

exercise: update_means
mistake: loop_variable_shadowed
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.zeros((num_img, num_means))
    for i in range(num_means):
        distances[:, i] = np.sum((test_x - means[i]) ** 2, axis=1)
    labels = np.argmin(distances, axis=1)
    means[i] = test_x[labels == i].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
