"""A transformer of IPython's rewrites each cell before it runs: the wrong loop becomes another one.

loop: farthest
points: 3 0 0 0
prints: transformed
"""
# %% extra after initial_means_code
import ast

class Nearest(ast.NodeTransformer):
    def visit_Attribute(self, node):
        self.generic_visit(node)
        return ast.Attribute(node.value, "argmin", node.ctx) if node.attr == "argmax" else node

get_ipython().ast_transformers.append(Nearest())
print("transformed")
