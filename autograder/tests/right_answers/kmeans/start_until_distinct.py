"""Draws until ten different indices are together.

exercise: initial_means
outcome: passed
"""
# %% initial_means_code
chosen = set()
while len(chosen) < num_means:
    chosen.add(int(np.random.rand() * num_img))
means = test_x[list(chosen)]
