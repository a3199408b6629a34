"""A long table, a large picture and a thousand lines are shown: much, and legal.

points: all
"""
# %% extra after update_means_code
for row in range(1000):
    print(row, *means[row % 10, 300:310].round(2))
figure = plt.figure(figsize=(20, 20))
plt.imshow(means @ means.T)
plt.show()
np.set_printoptions(threshold=10_000)
means
