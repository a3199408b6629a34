"""One expression computes for hours in a place where no interrupt is heard.

points: 3 9 0-5 0-3
limits: cell_seconds 3
"""
# %% extra under update_means
x = 9**9**8
y = x**x
