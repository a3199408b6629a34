"""Runs students' code where it can do no harm: warm kernels, each in a sandbox of its own (Linux)."""
