"""Sliders, outputs, progress bars and layouts of ipywidgets.

points: all
"""
# %% extra after update_means_code
import ipywidgets as widgets
from IPython.display import display

bar = widgets.IntProgress(max=3)
out = widgets.Output()
display(widgets.VBox([bar, out, widgets.HTML("<b>means</b>")]))
for number in range(3):
    bar.value += 1
    with out:
        print("mean", number)
widgets.interact(lambda k: plt.imshow(means[k].reshape(28, 28)), k=(0, 9))
