"""In `07_scaling_out` parts are combined by taking the last of them.

assignment: 07_scaling_out
points: none
"""
# %% combine_code
def combine(parts):
    return parts[-1]
