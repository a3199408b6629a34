"""Iterations, images, means, pixels: four nested loops and plain lists, far beyond every time limit.

exercise: update_means
outcome: passed
slow: yes
loops: many
"""
# %% update_means_code
points = test_x.tolist()
start = time.time()
for i in range(iterations):
    centres = means.tolist()
    sums = [[0.0] * data_size for k in range(num_means)]
    counts = [0] * num_means
    for n in range(len(points)):
        best = 0
        best_distance = float("inf")
        for k in range(num_means):
            distance = 0.0
            for d in range(data_size):
                distance += (points[n][d] - centres[k][d]) ** 2
            if distance < best_distance:
                best = k
                best_distance = distance
        counts[best] += 1
        for d in range(data_size):
            sums[best][d] += points[n][d]
    for k in range(num_means):
        if counts[k] > 0:
            for d in range(data_size):
                means[k, d] = sums[k][d] / counts[k]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
