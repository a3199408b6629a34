"""Libraries that would do a student's work: K-means, distances, and measures of clusters."""

from __future__ import annotations

# K-means itself, whatever else a library holds.
KMEANS = (
    "sklearn.cluster", "scipy.cluster", "faiss", "pyclustering", "kmeans1d", "fastkmeans", "torch_kmeans",
    "kmeans_pytorch", "Bio.Cluster", "cuml.cluster", "dask_ml.cluster", "pyspark.ml.clustering", "daal4py",
    "sklearnex.cluster", "pycave.clustering", "tslearn.clustering", "nltk.cluster", "mlpack",
)  # fmt: skip
KMEANS_FUNCTIONS = ("kmeans", "kmeans2", "kmeans_single", "kmeans_fit")
# What exercises that ask for a function leave to the student, too.
WHOLE = ("sklearn", "scipy.cluster", "scipy.spatial", "skimage", "cv2", "faiss", "torch", "tensorflow", "pyclustering")
# What a kernel does without while verdicts are reached outside it: all of these, but what SciPy itself needs.
_DISTANCES = tuple(f"scipy.spatial.{name}" for name in ("distance", "_distance_pybind", "_distance_wrap", "_hausdorff"))
_PARTS = (*KMEANS, *WHOLE, *_DISTANCES)
LEFT_OUT = tuple(name for name in dict.fromkeys(_PARTS) if name != "scipy.spatial")
