"""Names are Greek letters and words with accents; texts are in several scripts.

points: all
prints: 平均
"""
# %% update_means_code
start = time.time()
π = np.eye(num_means)
for ι in range(iterations):
    étiquettes = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    τ = π[étiquettes]
    means = τ.T @ test_x / np.maximum(τ.sum(axis=0), 1)[:, None]
end = time.time()
print("平均 \N{GREEK SMALL LETTER MU} – средние 🙂")
