"""Checks of 06_colours."""
