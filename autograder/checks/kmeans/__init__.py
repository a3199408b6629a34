"""Checks of 02_kmeans."""
