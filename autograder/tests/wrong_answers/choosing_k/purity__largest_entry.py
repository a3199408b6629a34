"""The maximum of the whole table.

exercise: purity
mistake: largest_entry
outcome: failed
says: which axis is missing
"""
# %% purity_code
def purity(labels, classes):
    return contingency(labels, classes).max() / len(labels)
