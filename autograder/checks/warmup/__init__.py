"""Checks of 01_numpy_warmup."""
