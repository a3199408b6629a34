"""The channel of the judge's requests is closed: what was asked for before keeps its points at most.

points: 0-3 0 0 0
limits: cell_seconds 5
"""
# %% extra after initial_means_code
get_ipython().kernel.comm_manager.targets.clear()
