"""A regular expression needs years for thirty letters.

points: 3 9 0-5 0-3
limits: cell_seconds 3
"""
# %% extra under update_means
import re

re.match(r"(a*)*(a*)*(a*)*b", "a" * 60)
