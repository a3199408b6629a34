"""`argmin` over the images: each mean becomes the image that is nearest to it.

exercise: update_means
mistake: argmin_wrong_axis
outcome: failed
"""
# %% initial_means_code
means = test_x[np.random.choice(num_img, num_means, replace=False)]
# %% update_means_code
live.update(means)  # the start
start = time.time()
for i in range(iterations):
    distances = (
        np.sum(test_x ** 2, axis=1, keepdims=True)
        - 2 * test_x @ means.T
        + np.sum(means ** 2, axis=1)
    )
    closest = np.argmin(distances, axis=0)
    means = test_x[closest]
    live.update(means)  # what this iteration has made of it
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
