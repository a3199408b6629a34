"""See the means move: what `from autograder import animate` is made of."""
