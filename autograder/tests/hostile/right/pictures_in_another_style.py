"""matplotlib's style, colours and sizes are changed, and a backend is chosen.

points: all
"""
# %% extra after initial_means_code
import matplotlib
matplotlib.use("agg")
plt.style.use("ggplot")
plt.rcParams.update({"figure.figsize": (4, 3), "font.size": 7, "image.cmap": "viridis"})
with plt.style.context("dark_background"):
    plt.plot(means[0])
    plt.savefig("mean.png")
