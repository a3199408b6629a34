"""Magics time cells and lines, list names and set up pictures.

points: all
"""
# %% extra first
#| %matplotlib inline
#| %load_ext autoreload
#| %config InlineBackend.figure_format = "png"
# %% extra after initial_means_code
#| %who
#| %timeit -n 1 -r 1 test_x.sum()
#| x = %timeit -n 1 -r 1 -o test_x[0].sum()
# %% update_means_code
#| %%time
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
# %% extra last
#| %%timeit -n 1 -r 1
test_x @ means.T
# %% extra last
#| %reset -f
