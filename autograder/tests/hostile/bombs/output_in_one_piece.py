"""One output of eighty megabytes, as text and as a picture that is none.

points: all
limits: output_megabytes 0.5
"""
# %% extra after initial_means_code
from IPython.display import display

display({"text/plain": "x" * 40_000_000, "image/png": "y" * 40_000_000}, raw=True)
