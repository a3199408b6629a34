"""Cells profile the loop, trace memory, and look at the bytecode.

points: all
"""
# %% extra after update_means_code
import cProfile, dis, tracemalloc

tracemalloc.start()
profile = cProfile.Profile()
profile.enable()
labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
profile.disable()
print(tracemalloc.get_traced_memory()[1] > 0)
tracemalloc.stop()
dis.dis(lambda m: m @ m.T)
