"""Folders are made one in the other, a thousand deep, without rights for their owner.

points: all
"""
# %% extra last
import os

home = os.getcwd()
for number in range(1000):
    os.mkdir("a" * 40)
    os.chdir("a" * 40)
print("deep")
os.chmod(".", 0)
os.chdir(home)
os.chmod("a" * 40, 0)
