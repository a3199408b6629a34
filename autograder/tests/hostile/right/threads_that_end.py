"""Pools of threads compute something beside the loop, and end.

points: all
prints: 45
"""
# %% extra after initial_means_code
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Thread, Timer

with ThreadPoolExecutor(4) as pool:
    print(sum(pool.map(int, range(10))))
queue = Queue()
worker = Thread(target=lambda: queue.put(test_x.mean()))
worker.start()
worker.join()
timer = Timer(0.1, print, ["late"])
timer.start()
