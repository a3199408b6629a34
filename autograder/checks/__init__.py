"""The checks: one module for each assignment, found by itself."""
