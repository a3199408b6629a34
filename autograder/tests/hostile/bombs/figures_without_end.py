"""A cell draws figures for ever, and keeps all of them open.

points: 3 0-9 0-5 0-3
limits: cell_seconds 4
"""
# %% extra after initial_means_code
while True:
    plt.figure()
    plt.plot([1, 2])
