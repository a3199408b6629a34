"""Extra cells full of loops that only look at the data, before and after.

exercise: update_means
outcome: passed
"""
# %% extra before update_means_code
# what did I draw?
for k in range(num_means):
    plt.subplot(2, 5, k + 1)
    plt.imshow(means[k].reshape(28, 28), cmap="gray")
plt.show()
print([round(float(m.mean()), 3) for m in means])
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
# %% extra after update_means_code
i = 0
while i < num_means:
    plt.imshow(means[i].reshape(28, 28))
    plt.title(f"{(labels == i).sum()} images")
    plt.show()
    i += 1
sizes = [int((labels == k).sum()) for k in range(num_means)]
plt.bar(range(num_means), sizes)
plt.show()
