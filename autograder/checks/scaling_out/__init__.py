"""Checks of 07_scaling_out."""
