"""Checks of 04_first_means."""
