"""Both cells are as they were handed out, with a comment and a blank line added.

points: none
outcome: initial_means unattempted, update_means unattempted, single_loop unattempted, seconds_per_iteration unattempted
"""
# %% initial_means_code
# I did not get this far
means = np.zeros((num_means, data_size))

...  # TO DO
# %% update_means_code
live.update(means)  # the start
start = time.time()
for i in range(iterations):
    ...  # TO DO, sorry
    live.update(means)  # what this iteration has made of it
end = time.time()
print(f"K-means took {(end - start) / iterations:.4f} seconds per iteration")
