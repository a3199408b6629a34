"""A thousand numbers are displayed one by one, as a progress bar does it.

points: all
"""
# %% extra after initial_means_code
from IPython.display import display
for number in range(1000):
    display(number)
