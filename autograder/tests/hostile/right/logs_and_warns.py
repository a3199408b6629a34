"""The loop logs every iteration and warns about what is no danger.

points: all
"""
# %% extra before update_means_code
import logging, warnings

logging.basicConfig(level=logging.DEBUG, format="%(asctime)s %(message)s", force=True)
log = logging.getLogger("k-means")
# %% update_means_code
start = time.time()
for i in range(iterations):
    log.debug("iteration %d", i)
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    warnings.warn(f"iteration {i} is over")
end = time.time()
