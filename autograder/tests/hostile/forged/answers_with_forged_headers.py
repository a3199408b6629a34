"""Arrays are sent whose headers claim eight terabytes, negative lengths, and objects to be unpickled.

points: 0-3 0 0 0
"""
# %% extra after initial_means_code
import sys

agent = sys.modules.get("kmeans_agent")
headers = [["array", 0, "<f8", [2**20, 2**20]], ["array", 0, "|O", [1]], ["array", 0, "<f8", [-1]], ["array", -1, "<f8", []]]
if agent:
    def forged(value, buffers, functions, depth=0):
        buffers.append(b"\x80\x04\x95cos\nsystem\n")
        return headers[len(buffers) % 4]

    agent.encode = forged
