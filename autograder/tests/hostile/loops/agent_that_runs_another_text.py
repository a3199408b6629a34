"""The agent is changed so that it runs a loop over images where the cell shows none that works.

points: 3 9 0 0
mistake: single_loop not_shown, seconds_per_iteration not_shown
"""
# %% extra first
import sys

agent = sys.modules["kmeans_agent"]
run_steps = agent.Agent._steps
body = """labels = np.array([((means - x) ** 2).sum(axis=1).argmin() for x in test_x])
    means = means.copy()
    for k in range(num_means):
        if (labels == k).any():
            means[k] = test_x[labels == k].mean(axis=0)"""

def other_steps(self, steps, *more):
    run_steps(self, [[kind, text.replace("means = means * 1.0", body) if kind == "run" else text]
                     for kind, text in steps], *more)

agent.Agent._steps = other_steps
# %% update_means_code
start = time.time()
for i in range(iterations):
    means = means * 1.0
end = time.time()
