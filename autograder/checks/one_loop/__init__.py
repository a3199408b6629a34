"""Checks of 03_one_loop."""
