"""A thread that is no daemon goes on for ever, and names itself: it is gone when the kernel is.

points: all
prints: started
"""
# %% extra last
import threading, time

def stay():
    open(f"/proc/self/task/{threading.get_native_id()}/comm", "w").write("@MARK@")
    while True:
        time.sleep(0.5)

threading.Thread(target=stay).start()
print("started")
