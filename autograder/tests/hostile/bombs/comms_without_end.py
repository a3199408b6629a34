"""Ten thousand widgets are made, each with a picture in it.

points: all
limits: cell_seconds 10
"""
# %% extra after initial_means_code
from comm import create_comm

for number in range(3000):
    create_comm(target_name="jupyter.widget", data={"state": {"value": "x" * 1000}}, buffers=[b"y" * 1000])
