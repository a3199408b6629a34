"""The generator is seeded again before each draw, so that it draws the same image ten times.

exercise: initial_means
mistake: same_image_every_time
outcome: failed
"""
# %% initial_means_code
rows = []
for k in range(num_means):
    np.random.seed(1)
    rows.append(test_x[np.random.randint(num_img)])
means = np.array(rows)
