"""What could do more than its text shows is taken out of a student's code, and nothing else is."""

import ast

import pytest

from autograder.source import as_shown, lines_left_out

POWERFUL = {
    "modules": "import sys\nsys.modules['numpy']",
    "modules by another name": "from sys import modules as m\nm['numpy']",
    "modules by a computed name": "import sys\ngetattr(sys, ''.join(['mod', 'ules']))",
    "modules of a library's own": "import warnings\nwarnings.sys.modules",
    "modules by a getter": "import operator, sys\noperator.attrgetter('modules')(sys)",
    "objects": "import gc\ngc.get_objects()",
    "referents": "from gc import get_referents\nget_referents(max)",
    "classes": "object.__subclasses__()",
    "frames": "import sys\nsys._getframe()",
    "frame of an error": "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    e.__traceback__",
    "names of a function": "def f(): pass\nf.__globals__",
    "code of a function": "def f(): pass\ndef g(): pass\nf.__code__ = g.__code__",
    "all names": "globals().update(a=1)",
    "a name that is computed": "name = 'get_' + 'ipython'\nglobals()[name]",
    "text": "text = 'a = 1'\nexec(text)",
    "text with powers": "exec('import sys; sys.modules')",
    "text compiled": "compile('1', '', 'eval')",
    "the shell": "get_ipython().run_cell('a = 1')",
    "a part of NumPy": "def f(x): return x\nnp.argmin = f",
    "a part of NumPy by setattr": "setattr(np, 'argmin', lambda x: x)",
    "a part of NumPy that goes": "del np.argmin",
    "NumPy handed on": "def put(m): m.argmin = 1\nput(np)",
    "NumPy in a list": "for m in [np]:\n    m.argmin = 1",
    "NumPy by a library": "np.ma.core.np.argmin = lambda x: x",
    "a table of NumPy": "np.__dict__['argmin'] = 1",
    "a function of a class that is not ours": "type(print).write = lambda self, text: text",
    "what Python prints to": "import sys\ntype(sys.stdout)",
    "foreign memory": "import ctypes",
    "memory beyond an array": "np.lib.stride_tricks.as_strided(np.zeros(3), (99,), (8,))",
    "unknown library": "import nobody_knows_me",
    "a file written": "with open('helper.py', 'w') as file:\n    file.write('')",
    "a file written by a path": "from pathlib import Path\nPath('helper.py').write_text('')",
    "a file renamed": "from pathlib import Path\nPath('data.txt').replace('helper.py')",
    "a file written by a magic": "%%writefile helper.py\nx = 1",
    "a file run": "%run other.py",
    "an extension": "%load_ext helper",
    "a setting that is computed": "%config InlineBackend.figure_format = __import__('sys').modules.clear()",
    "a value in a magic": "%matplotlib {1 + 1}",
    "a value in a shell's line": "!echo {1 + 1}",
    "what is timed": "import sys\n%timeit -n 1 -r 1 sys.modules.clear()",
    "another end of a line": "x = 1 #\x0c import sys",
    "a part asked for by a function of its own": "[getattr][0](max, '__self__')",
    "a part by a pattern": "match max:\n    case object(__self__=module):\n        pass",
    "a part by a format": "import string\nclass F(string.Formatter):\n    pass",
    "a part in a `for`": "for np.argmin in [1]:\n    pass",
    "a part among several": "np.argmin, x = 1, 2",
    "what a log is written to": "import logging\nlogging.basicConfig(filename='helper.py')",
    "a file opened by its path": "from pathlib import Path\nPath('helper.py').open('w').write('')",
    "functions that Python calls by itself": "import gc\ngc.callbacks.append(print)",
    "NumPy given to a function of one's own that has a known name": "def hasattr(m, n): m.sum = 3\nhasattr(np, 'x')",
    "a page that a library writes": "from rich.console import Console\nConsole(record=True).save_text('numpy.py')",
    "pickled objects": "np.load('x.npy', allow_pickle=True)",
}  # fmt: skip
PLAIN = {
    "arrays": "labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)\nlabels.shape = (5, 2)",
    "flags": "x = np.zeros(3)\nx.flags.writeable = False",
    "libraries": "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1])\nplt.rcParams['a.b'] = 1",
    "another name for NumPy": "xp = np\ndef f(x, m=np): return xp.sum(x)",
    "an old name": "np.float = float",
    "classes": "class C:\n    def __init__(self): self.f = lambda: 1\nC().__class__.__name__\nC().x = 3",
    "parts of one's own": "class C:\n    def f(self, a): self.a, self.b = a, 1\n    def g(self): self.a += 1",
    "what is printed": "import sys\nsys.stdout.write('a')\nprint(1, file=sys.stderr)\nsys.stdout.flush()",
    "patterns": "match 3:\n    case int(n):\n        pass",
    "settings": "class C:\n    def __init__(self, **given): self.__dict__.update(given)\n    def f(self): vars(self)",
    "names": "if 'means' not in globals():\n    means = globals()['start']",
    "text that is spelt out": "exec('a = 1')\neval('1 + 1')",
    "files that are read": "with open('data.txt') as file:\n    text = file.read()\nopen('data.txt', 'rb')",
    "housekeeping": "import gc, os, sys\ngc.collect()\nsys.getsizeof(3)\nos.environ['A'] = '1'\nsys.path.append('.')",
    "texts": "'a b'.replace('a', 'b')\ngetattr(np, 'sum')([1])\n__name__ == '__main__'",
    "magics": "%matplotlib inline\n%timeit -n 1 -r 1 np.zeros(3)\n!ls\nfiles = !ls\n?np.sum",
    "a setting": "%config InlineBackend.figure_format = 'png'",
    "a cell that is timed": "%%time\nx = 1",
    "no Python": "this is no Python",
    "threads": "import threading, time\nt = threading.Thread(target=print)\nt.start()\ntime.sleep(0.1)",
    "questions about NumPy": "if hasattr(np, 'float_'):\n    print(np, id(np), dir(np))",
    "own parts with common names": "class C:\n    def f(self, x): self.targets, self.callbacks = x, []\nC().targets",
    "progress": "from rich.progress import track\nfor i in track(range(3)):\n    pass",
    "fewer threads": "from threadpoolctl import threadpool_limits\nwith threadpool_limits(1):\n    x = 1",
    "animations": "from autograder import animate\nlive = animate.live(test_x, means)\nlive.update(means)",
}


def shown(*cells, **modules):
    """Give what is left of cells and files, in one form of writing it; None where that is all of them."""
    found = as_shown(cells, modules)
    return found and ([_form(each) for each in found[0]], {name: _form(text) for name, text in found[1].items()})


def _form(text):
    return ast.unparse(ast.parse(text))


@pytest.mark.parametrize("name", POWERFUL)
def test_code_with_powers_is_seen(name):
    """What can do more than its text shows does not stay."""
    found = as_shown(["import numpy as np", POWERFUL[name]], {})
    assert found is not None
    assert found[0][1] != POWERFUL[name]


@pytest.mark.parametrize("name", PLAIN)
def test_plain_code_stays_as_it_is(name):
    """What does what it shows needs no second look."""
    assert as_shown(["import numpy as np", PLAIN[name]], {}) is None


def test_what_needs_what_is_gone_goes_too():
    """A statement that reads a name that only dropped ones make is dropped, and so on; other cells stay as written."""
    cells = ["import sys\nagent = sys.modules['x']\nrun = agent.run\nb = 2", "a  =  1",
             "for i in range(3):\n    run(i)\n    b += a"]  # fmt: skip
    assert as_shown(cells, {})[0][1] == cells[1]
    assert shown(*cells)[0] == ["import sys\nb = 2", "a = 1", "for i in range(3):\n    b += a"]


def test_what_the_course_gives_is_known():
    """Names of the course's own cells stand for what these import, and are there whatever a student does."""
    assert as_shown(["time.sleep = [print][0]"], {}, ["import time"])[0] == [""]
    cells = ["import sys\ntime = sys.modules['time']", "time.time()"]
    assert as_shown(cells, {}, ["import time"])[0][1] == cells[1]


def test_a_name_that_has_another_maker_stays():
    """A name that is made without powers as well is there, whatever else made it."""
    cells = ["x = 1", "import sys\nx = len(sys.modules)", "y = x"]
    assert shown(*cells)[0] == ["x = 1", "import sys", "y = x"]


def test_parts_of_compound_statements_go_alone():
    """Of a function, a condition or a `try` only those statements go that have powers."""
    cell = "import gc\ndef f(x):\n    gc.get_objects()\n    return x\ntry: gc.get_objects()\nexcept ValueError: y = 1"
    assert shown(cell)[0] == [_form("import gc\ndef f(x):\n    return x\ntry: pass\nexcept ValueError: y = 1")]


def test_what_stands_under_a_with_stays_without_it():
    """A loop that runs while a log is open, or while it is profiled, runs by itself too; what it writes goes."""
    cell = "with open('log.txt', 'w') as log:\n    for i in range(3):\n        log.write(str(i))\n        b = i"
    assert shown(cell)[0] == [_form("if True:\n    for i in range(3):\n        b = i")]
    assert shown("with open('a', 'w') as log:\n    log.write('')")[0] == [_form("if True:\n    pass")]


def test_lines_that_go_are_told():
    """What a cell has lost is named, however it was written; what stays is not."""
    cell = "import gc\nx  =  gc.get_objects() # all\ny = 1"
    after = as_shown([cell], {})[0][0]
    assert lines_left_out(cell, after) == ["x = gc.get_objects()"]
    assert lines_left_out("%load_ext helper", "") == ["%load_ext helper"]


def test_files_beside_the_notebook_are_read_too():
    """Statements with powers go from files as well; a file that is known may be run and imported."""
    assert as_shown(["%run helper.py", "from helper import f"], {"helper": "def f(): pass"}) is None
    helper = "import sys\nsys.modules.clear()\ndef f(): pass"
    assert shown("import helper\nhelper.f()", helper=helper)[1] == {"helper": "import sys\n\ndef f():\n    pass"}


def test_a_part_of_a_file_gets_no_other_meaning():
    """A cell that gives a function of a helper file another meaning is taken out."""
    assert shown("import helper\nhelper.f = lambda: 1", helper="def f(): pass")[0] == ["import helper"]


def test_where_files_share_a_name_python_looks_where_it_always_does():
    """Which of two files with one name is imported must not depend on a path that a cell sets."""
    cell = "import sys\nsys.path.insert(0, 'b')\nimport helper"
    assert as_shown([cell], {"helper": "", "other": ""}) is None
    assert shown(cell, **{"helper": "", "b.helper": ""})[0] == ["import sys\nimport helper"]


def test_a_cell_that_is_too_much_to_be_read_goes():
    """A cell that cannot be read may hold anything; what is left of the others stands."""
    assert as_shown(["y = " + "[" * 95 + "]" * 95, "z = 1"], {}) == (["", "z = 1"], {})
