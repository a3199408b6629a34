"""A small compressed text becomes four gigabytes.

points: 3 9 0-5 0-3
limits: memory_gib 1
"""
# %% extra under update_means
import zlib

packer = zlib.compressobj()
packed = b"".join(packer.compress(b"\0" * 10_000_000) for _ in range(60)) + packer.flush()
zeros = [zlib.decompress(packed) for _ in range(10)]
