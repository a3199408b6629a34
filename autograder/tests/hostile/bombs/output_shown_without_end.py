"""A cell displays for ever, and updates what it has displayed.

points: all
limits: cell_seconds 5, output_megabytes 0.5
note: was stopped
"""
# %% extra after initial_means_code
from IPython.display import display

handle = display("first", display_id=True)
while True:
    handle.update("y" * 500)
    display("z" * 500)
