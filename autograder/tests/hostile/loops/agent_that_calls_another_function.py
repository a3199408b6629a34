"""The agent is changed so that it calls a function with a loop in the place of the one that is checked.

assignment: 03_one_loop
points: one_hot 1.8
mistake: one_hot not_shown
"""
# %% extra first
text = """
import numpy as np
def by_a_loop(labels, k):
    table = np.zeros((len(labels), k))
    for n, label in enumerate(labels):
        table[n, label] = 1
    return table
"""
agent = next(each for each in object.__subclasses__() if each.__module__ == "kmeans_agent" and each.__name__ == "Agent")
call = agent.do_calls

def call_another(self, request, *more):
    self._steps([["run", text]], [])
    self.functions[request["function"]] = self.namespace["by_a_loop"]
    return call(self, request, *more)

agent.do_calls = call_another
# %% one_hot_code
def one_hot(labels, k):
    return np.zeros((len(labels), k))
