"""Lines for the shell look around and install packages: where there is no shell, they fail in words.

points: all
"""
# %% extra first
#| !ls
#| !pip --version
# %% extra first
#| files = !ls -a
# %% extra after initial_means_code
#| %pip list
# %% extra last
#| !nvidia-smi
