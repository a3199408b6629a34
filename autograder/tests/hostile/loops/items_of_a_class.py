"""A class gives its items one by one when it is made a list.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% update_means_code
start = time.time()

class Moved:
    def __init__(self, labels):
        self.labels = labels

    def __len__(self):
        return num_means

    def __getitem__(self, k):
        if k >= num_means:
            raise IndexError
        return test_x[self.labels == k].mean(axis=0)

for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = np.stack(list(Moved(labels)))
end = time.time()
