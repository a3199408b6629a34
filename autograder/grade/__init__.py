"""Grading from submitted files to records, feedback and the class report."""
