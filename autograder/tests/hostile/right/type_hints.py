"""Everything has type hints, those of NumPy too, and an alias of its own.

points: all
"""
# %% update_means_code
import numpy.typing as npt
from typing import Final, TypeAlias

Points: TypeAlias = npt.NDArray[np.float64]
K: Final[int] = num_means


def assign(points: Points, centres: Points) -> npt.NDArray[np.intp]:
    squares: Points = np.sum(centres * centres, axis=1)
    return np.argmin(squares - 2 * points @ centres.T, axis=1)


start: float = time.time()
i: int
for i in range(iterations):
    table: Points = np.eye(K)[assign(test_x, means)]
    means = table.T @ test_x / np.maximum(table.sum(axis=0), 1)[:, None]
end: float = time.time()
