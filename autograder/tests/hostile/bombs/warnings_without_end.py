"""Warnings and log lines come for ever on the other stream.

points: all
limits: cell_seconds 4, output_megabytes 0.5
note: was stopped
"""
# %% extra after initial_means_code
import logging, sys, warnings

warnings.simplefilter("always")
while True:
    warnings.warn("x" * 1000)
    logging.error("y" * 1000)
