"""The loop over the iterations and the one over the means are one `while` each, on iterators.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% update_means_code
start = time.time()
turns = iter(range(iterations))
while next(turns, None) is not None:
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    new, ks = means.copy(), iter(range(num_means))
    while (k := next(ks, None)) is not None:
        new[k] = test_x[labels == k].mean(axis=0)
    means = new
end = time.time()
