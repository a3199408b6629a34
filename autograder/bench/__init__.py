"""Measurements of the course itself, as ratios of times taken side by side: `python -m autograder.bench --help`."""
