"""A loop over the images, each compared with all ten means at once: partly fast.

exercise: seconds_per_iteration
mistake: slow_python_loops
outcome: partial
says: The loop in line 4 is where
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.zeros(num_img, dtype=int)
    for n in range(num_img):
        labels[n] = np.argmin(np.sum((means - test_x[n]) ** 2, axis=1))
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
