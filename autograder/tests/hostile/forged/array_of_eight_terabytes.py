"""The means are an array whose shape claims eight terabytes, of which one number is there.

points: 3 0 0 0
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    means = np.broadcast_to(np.float64(0), (2**20, 2**20))
end = time.time()
