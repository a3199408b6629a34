"""A cell prints for ever.

points: all
limits: cell_seconds 5, output_megabytes 0.5
note: was stopped
"""
# %% extra after initial_means_code
while True:
    print("x" * 1000)
