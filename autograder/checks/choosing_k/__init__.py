"""Checks of 05_choosing_k."""
