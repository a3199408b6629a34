"""The header picture of each notebook, one module for each topic: `python -m autograder.pictures`."""
