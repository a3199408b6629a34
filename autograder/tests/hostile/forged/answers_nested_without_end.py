"""An answer is a tree of a million values, nine hundred levels deep.

points: 0-3 0 0 0
limits: cell_seconds 8
"""
# %% extra after initial_means_code
import sys

agent = sys.modules.get("kmeans_agent")
if agent:
    def deep(*given, **named):
        node = ["plain", True]
        for _ in range(900):
            node = ["list", [node]]
        return ["list", [node] * 1000]

    agent.encode = deep
