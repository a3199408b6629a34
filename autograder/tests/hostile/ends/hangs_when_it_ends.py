"""What is registered for the end of the process sleeps for an hour: nobody waits for it.

points: all
prints: registered
"""
# %% extra last
import atexit, threading, time

def wait():
    while True:
        try:
            time.sleep(3600)
        except BaseException:
            pass

atexit.register(wait)
threading.Thread(target=wait).start()
print("registered")
