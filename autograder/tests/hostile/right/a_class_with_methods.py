"""The algorithm is a class with properties, a class method and a string for people.

points: all
"""
# %% extra before update_means_code
from dataclasses import dataclass, field

@dataclass
class Lloyd:
    """K-means, one step at a time."""

    points: np.ndarray = field(repr=False)
    means: np.ndarray

    @classmethod
    def begin(cls, points, means):
        return cls(points, means.copy())

    @property
    def labels(self):
        return ((self.means**2).sum(1) - 2 * self.points @ self.means.T).argmin(1)

    def step(self):
        table = np.eye(len(self.means))[self.labels]
        self.means = table.T @ self.points / np.maximum(table.sum(0), 1)[:, None]
        return self
# %% update_means_code
start = time.time()
model = Lloyd.begin(test_x, means)
for i in range(iterations):
    model.step()
means = model.means
end = time.time()
