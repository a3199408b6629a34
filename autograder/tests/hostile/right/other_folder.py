"""The notebook works in a folder of its own making, and uses temporary files.

points: all
prints: (10, 784)
"""
# %% extra after initial_means_code
import os, pickle, tempfile

os.makedirs("results", exist_ok=True)
os.chdir("results")
np.save("means.npy", means)
np.savez_compressed("all.npz", means=means)
with open("means.pickle", "wb") as file:
    pickle.dump(means, file)
with open("means.pickle", "rb") as file:
    print(pickle.load(file).shape)
with tempfile.TemporaryDirectory() as folder, tempfile.NamedTemporaryFile() as file:
    np.savetxt(os.path.join(folder, "means.csv"), means[:2], delimiter=",")
    file.write(b"x")
