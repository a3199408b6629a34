"""A list grows until there is no memory left.

points: 3 9 0-5 0-3
limits: memory_gib 1
"""
# %% extra under update_means
pieces = []
while True:
    pieces.append(bytearray(4_000_000))
