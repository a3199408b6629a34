"""Runs as matplotlib draws them: for files, and for notebooks in which the page can't draw by itself."""
