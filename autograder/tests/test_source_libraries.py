import pytest

from autograder.source import Use, forbidden_calls

USES = {
    "from": "from sklearn.cluster import KMeans\nKMeans(10)",
    "module": "import sklearn.cluster\nsklearn.cluster.KMeans(10)",
    "module_alias": "import sklearn.cluster as c\nc.KMeans(10)",
    "package": "from sklearn import cluster\ncluster.KMeans(10)",
    "alias": "from sklearn.cluster import KMeans as Nice\nNice(10)",
    "star": "from sklearn.cluster import *\nKMeans(10)",
    "function": "from sklearn.cluster import k_means\nk_means(x, 10)",
    "mini_batch": "from sklearn.cluster import MiniBatchKMeans\nMiniBatchKMeans(10)",
    "bisecting": "from sklearn import cluster\ncluster.BisectingKMeans(10)",
    "plus_plus": "from sklearn.cluster import kmeans_plusplus\nkmeans_plusplus(x, 10)",
    "internal": "from sklearn.cluster._kmeans import lloyd_iter_chunked_dense as go\ngo(x)",
    "internal_module": "import sklearn.cluster._k_means_lloyd as m\nm.lloyd_iter_chunked_dense(x)",
    "kmeans2": "from scipy.cluster.vq import kmeans2\nkmeans2(x, means)",
    "kmeans_of_vq": "from scipy.cluster import vq\nvq.kmeans(x, means)",
    "vq": "from scipy.cluster.vq import vq\nvq(x, means)",
    "scipy_attribute": "import scipy\nscipy.cluster.vq.kmeans2(x, 10)",
    "cv2": "import cv2\ncv2.kmeans(x, 10, None)",
    "faiss": "import faiss\nfaiss.Kmeans(784, 10)",
    "faiss_clustering": "import faiss\nfaiss.Clustering(784, 10)",
    "pyclustering": "from pyclustering.cluster.kmeans import kmeans\nkmeans(x)",
    "kmeans1d": "import kmeans1d\nkmeans1d.cluster(x, 10)",
    "fastkmeans": "from fastkmeans import FastKMeans\nFastKMeans(784, 10)",
    "torch_kmeans": "from torch_kmeans import SoftKMeans\nSoftKMeans()",
    "bio": "from Bio.Cluster import kcluster\nkcluster(x, 10)",
    "cuml": "import cuml.cluster\ncuml.cluster.KMeans(10)",
    "dask": "from dask_ml.cluster import KMeans\nKMeans(10)",
    "spark": "from pyspark.ml.clustering import KMeans\nKMeans(k=10)",
    "tensorflow": "import tensorflow as tf\ntf.compat.v1.estimator.experimental.KMeans(10)",
    "assigned": "import sklearn.cluster\nc = sklearn.cluster\nc.KMeans(10)",
    "assigned_class": "import sklearn.cluster\nc = sklearn.cluster.KMeans\nc(10)",
    "walrus": "import sklearn.cluster\n(c := sklearn.cluster).KMeans(10)",
    "import_module": "import importlib\nimportlib.import_module('sklearn.cluster').KMeans(10)",
    "import_module_joined": "from importlib import import_module as m\nm('sk' + 'learn.cluster').KMeans(10)",
    "dunder_import": "c = __import__('sklearn.cluster', fromlist=['KMeans'])\nc.KMeans(10)",
    "dunder_import_root": "__import__('sklearn.cluster').cluster.KMeans(10)",
    "getattr": "import sklearn.cluster as c\ngetattr(c, 'KMe' + 'ans')(10)",
    "getattr_unseen": "import sklearn.cluster as c\ngetattr(c, name)(10)",
    "dict": "import sklearn.cluster as c\nc.__dict__['KMeans'](10)",
    "vars": "import sklearn.cluster as c\nvars(c)['KMeans'](10)",
    "sys_modules": "import sys, sklearn.cluster\nsys.modules['sklearn.cluster'].KMeans(10)",
    "in_function": "def f():\n    from sklearn.cluster import KMeans\n    return KMeans(10)",
    "default": "import sklearn.cluster\ndef f(c=sklearn.cluster.KMeans):\n    return c(10)",
    "fitted": "from sklearn.cluster import KMeans\nmeans = KMeans(10).fit(x).cluster_centers_",
    "subclass": "from sklearn.cluster import KMeans\nclass Mine(KMeans):\n    pass",
    "exec": "exec('from sklearn.cluster import KMeans; KMeans(10)')",
    "exec_inside_exec": "exec('exec(\"import cv2; cv2.kmeans(x)\")')",
    "run_cell": "get_ipython().run_cell('import cv2; cv2.kmeans(x)')",
    "timed": "%%time\nfrom sklearn.cluster import KMeans\n%time KMeans(10).fit(x)",
    "try": "try:\n    from cuml import KMeans\nexcept ImportError:\n    from sklearn.cluster import KMeans\nKMeans(10)",
    "judge": "from autograder import judge",
    "judge_module": "import autograder.judge",
    "judge_name": "from autograder.judge import something",
    "judge_attribute": "import autograder\nautograder.judge.run()",
    "star_of_ours": "from autograder import *",
}


@pytest.mark.parametrize("name", USES)
def test_finds_a_use_by_whatever_import(name):
    """A library's K-means is found under every name that an import or an alias gives it."""
    assert forbidden_calls([USES[name]])


FREE = {
    "unused_import": "from sklearn.cluster import KMeans",
    "own_function": "def kmeans(x):\n    return x\nkmeans(x)",
    "own_class": "class KMeans:\n    pass\nKMeans()",
    "own_variable": "kmeans = 3\nprint(kmeans)",
    "own_attribute": "self.kmeans = 1\nresult.KMeans.labels_",
    "cdist": "from scipy.spatial.distance import cdist\ncdist(x, means)",
    "numpy": "import numpy as np\nnp.argmin(x)",
    "other_of_sklearn": "from sklearn.metrics import pairwise_distances\npairwise_distances(x, means)",
    "other_clusters": "from sklearn.cluster import DBSCAN\nDBSCAN().fit(x)",
    "other_of_cv2": "import cv2\ncv2.resize(x, (28, 28))",
    "string": "print('sklearn.cluster.KMeans')",
    "comment": "# from sklearn.cluster import KMeans; KMeans(10)",
    "check": "from autograder import check, animate\ncheck.update_means(means)",
    "check_by_module": "import autograder\nautograder.check.update_means(means)\nautograder.__version__",
    "live": "live = animate.live(test_x)\nlive.update(means)\nanimate([means], test_x, labels).save('run.gif')",
    "live_by_module": "import autograder\nshow = autograder.animate.live(test_x)\nshow.update(means)",
    "live_by_another_name": "from autograder import animate as a\nshow = a.live(x)\nshow.update(m)\na.playground(step)",
    "no_python": "from sklearn.cluster import KMeans; KMeans(",
    "bash": "%%bash\npip install fastkmeans",
}


@pytest.mark.parametrize("name", FREE)
def test_leaves_everything_else_alone(name):
    """An import without a use, the student's own names and other library functions are no use."""
    assert forbidden_calls([FREE[name]]) == []


def test_says_what_is_used_and_where():
    """A use is told by its full name, its line and the number of its cell; imports count from other cells."""
    cells = ["import sklearn.cluster as c", "x = 1\n", "y = (\n    c.KMeans(10).fit(x))\nz = c.KMeans(3)"]
    assert forbidden_calls(cells) == [Use("sklearn.cluster.KMeans", 2, 2), Use("sklearn.cluster.KMeans", 3, 2)]


def test_passes_over_broken_cells():
    """A cell that is no Python hides nothing in the others."""
    assert [use.cell for use in forbidden_calls(["x = (", "import cv2\ncv2.kmeans(x)"])] == [1]


def test_a_shipped_module_of_that_name_is_the_students():
    """`import kmeans` is the student's own file when it came with the submission."""
    cell = "import kmeans\nmeans = kmeans.step(means)"
    assert forbidden_calls([cell])
    assert forbidden_calls([cell], modules={"kmeans": "def step(m):\n    return m"}) == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("other = KMeans(10).fit(test_x)\nprint(other.inertia_)", 0),
        ("means = KMeans(10).fit(test_x).cluster_centers_", 1),
        ("other = KMeans(10).fit(test_x)\nmeans = other.cluster_centers_", 1),
        ("def f():\n    return KMeans(10).fit(test_x)\nmeans = f().cluster_centers_", 1),
        ("def f():\n    return KMeans(10).fit(test_x)\nprint(f())", 0),
    ],
)
def test_counts_only_what_reaches_the_names(cell, expected):
    """With names given, a comparison with a library that does not reach them is no use."""
    cells = ["from sklearn.cluster import KMeans", "means = test_x[:10].copy()", cell]
    assert len(forbidden_calls(cells, ["means"])) == expected


def test_our_own_internals_count_whatever_they_reach():
    """Importing the judge is a use even when nothing of it reaches the names."""
    assert forbidden_calls(["import autograder.judge"], ["means"])
