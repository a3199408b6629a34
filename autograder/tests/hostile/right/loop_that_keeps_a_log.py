"""The loop runs while a file is open for writing, and tells in it how far it is.

points: all
"""
# %% update_means_code
start = time.time()
with open("log.txt", "w") as log:
    for i in range(iterations):
        distances = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
        one_hot = np.eye(num_means)[distances.argmin(axis=1)]
        means = one_hot.T @ test_x / one_hot.sum(axis=0)[:, None]
        log.write(f"{i}\n")
end = time.time()
