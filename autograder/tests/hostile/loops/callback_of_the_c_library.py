"""The C library's sorting calls a function of Python again and again.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% update_means_code
import ctypes

start = time.time()
new = means.copy()
turn = [0]

def compare(a, b):
    k = turn[0] % num_means
    new[k] = test_x[labels == k].mean(axis=0)
    turn[0] += 1
    return 0

call = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(compare)
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    turn[0] = 0
    ctypes.CDLL(None).qsort(ctypes.create_string_buffer(80), 10, 8, call)
    means = new.copy()
end = time.time()
