"""Cells ask for input, and open the debugger: nobody answers, and nobody waits.

points: all
prints: raw_input
"""
# %% extra after initial_means_code
answer = input("How many means? ")
# %% extra last
breakpoint()
# %% extra last
import pdb
pdb.set_trace()
