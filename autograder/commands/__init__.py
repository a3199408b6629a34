"""The commands of `autograder`, a module for each."""
