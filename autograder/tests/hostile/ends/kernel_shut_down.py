"""The kernel is told to shut down by a call of its own.

points: 3 9 0-5 0-3
limits: cell_seconds 5
"""
# %% extra under update_means
kernel = get_ipython().kernel
kernel.do_shutdown(False)
kernel.io_loop.add_callback(kernel.io_loop.stop)
