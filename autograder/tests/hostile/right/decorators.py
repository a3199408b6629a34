"""Functions are decorated, by one that counts and by one that remembers.

points: all
"""
# %% extra before update_means_code
import functools

def counted(function):
    @functools.wraps(function)
    def inner(*given):
        inner.calls += 1
        return function(*given)
    inner.calls = 0
    return inner

@functools.lru_cache
def table_of(k):
    return np.eye(k)

@counted
def step(points, m):
    table = table_of(len(m))[((m**2).sum(1) - 2 * points @ m.T).argmin(1)]
    return table.T @ points / np.maximum(table.sum(0), 1)[:, None]
# %% update_means_code
start = time.time()
for i in range(iterations):
    means = step(test_x, means)
end = time.time()
print(step.calls)
