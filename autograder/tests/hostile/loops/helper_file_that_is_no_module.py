"""The loop stands in a text file beside the notebook, which is read and run.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% file moving.txt
means = means.copy()
for k in range(num_means):
    means[k] = test_x[labels == k].mean(axis=0)
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    exec(compile(open("moving.txt").read(), "moving", "exec"))
end = time.time()
