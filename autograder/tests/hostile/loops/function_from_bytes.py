"""A function is made of bytecode.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
import marshal, types

text = "[p[l == k].mean(axis=0) for k in range(10)]"
code = compile(f"def one(p, l, m): return np.array({text})", "", "exec").co_consts[0]
moved = types.FunctionType(marshal.loads(marshal.dumps(code)), globals())
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
