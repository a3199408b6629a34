"""Beside the means stand three hundred copies of them, and a list of a million numbers.

points: all
"""
# %% extra after update_means_code
numbers = [0] * 1_000_000
globals().update({f"copy_{number}": means.copy() for number in range(300)})
