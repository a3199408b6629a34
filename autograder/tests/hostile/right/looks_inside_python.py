"""Cells look at modules, frames, classes and names, keep files, and give NumPy back a name that it has lost.

points: all
prints: 3 modules
"""
# %% extra first
import gc, inspect, os, sys, pickle, importlib
import numpy as np

np.float = float
np.moved_by = np.add
print(len([name for name in ("numpy", "sys", "os") if name in sys.modules]), "modules")
importlib.reload(inspect)
sys.path.insert(0, os.getcwd())
gc.collect()
# %% extra before update_means_code
class Settings:
    def __init__(self, **given):
        self.__dict__.update(given)
        self.show = lambda: print(vars(self))

    def __repr__(self):
        return f"{self.__class__.__name__} of {sorted(self.__dict__)}"

settings = Settings(axis=1, kind="one-hot")
settings.show()
print(settings, object.__subclasses__()[:3], sys._getframe().f_code.co_name)
frame = inspect.currentframe()
print(frame.f_lineno)
if "means" not in globals():
    means = np.zeros((num_means, data_size))
exec("axis = 1")
globals()["second"] = 0
with open("settings.pickle", "wb") as file:
    pickle.dump({"axis": 1}, file)
print(len(pickle.load(open("settings.pickle", "rb"))))

def smallest(values, axis):
    print(sys._getframe().f_code.co_name)
    return values.argmin(axis=axis)
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = smallest((means ** 2).sum(axis=1) - 2 * test_x @ means.T, getattr(settings, "axis"))
    frame = sys._getframe()
    print(frame.f_lineno, eval("1 + 1"), second)
    one_hot = np.eye(num_means, dtype=np.float)[labels]
    means = one_hot.T @ test_x / np.maximum(np.moved_by(one_hot.sum(axis=0), 0), 1)[:, None]
end = time.time()
# %% extra last
getattr(sys, "mod" + "ules").get("numpy")
