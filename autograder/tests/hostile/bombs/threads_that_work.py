"""A hundred threads work for ever in the background, while the rest of the notebook is run and judged.

points: 0-3 0-9 0-5 0-3
limits: submission_seconds 25
needs: basic
because: without a sandbox nothing takes the processors away again before the kernel ends
"""
# %% extra after initial_means_code
import threading

def work():
    x = np.ones(100_000)
    while True:
        x = np.sqrt(x) + 1

for _ in range(30):
    threading.Thread(target=work, daemon=True).start()
