import ast

import pytest

from autograder.source import plain_python, same_code

PLAIN = {
    "plain": ("x = 1\ny = 2", "x = 1\ny = 2"),
    "time_cell": ("%%time\nx = 1", "\nx = 1"),
    "time_cell_below_blank_lines": ("\n\n%%time\nx = 1", "\n\n\nx = 1"),
    "timeit_cell": ("%%timeit -n 3\nx = 1", "\nx = 1"),
    "capture_cell": ("%%capture out\nx = 1", "\nx = 1"),
    "prun_cell": ("%%prun -s cumulative\nx = 1", "\nx = 1"),
    "two_cell_magics": ("%%capture\n%%time\nx = 1", "\n\nx = 1"),
    "unknown_cell_magic": ("%%memit\nx = 1", "\nx = 1"),
    "unknown_language": ("%%forth\n2 3 + .", ""),
    "bash": ("%%bash\nls", ""),
    "html": ("%%html\n<b>x</b>", ""),
    "javascript": ("%%javascript\nalert(1)", ""),
    "writefile": ("%%writefile a.py\nx = 1", ""),
    "python3": ("%%python3\nx = 1", ""),
    "time_line": ("%time x = 1", "x = 1"),
    "time_line_spaced": ("% time x = 1", "x = 1"),
    "time_line_in_block": ("for i in y:\n    %time x = 1", "for i in y:\n    x = 1"),
    "time_line_alone": ("%time", "pass"),
    "prun_line": ("%prun -q x = f()", "x = f()"),
    "timeit_line": ("%timeit x = 1\ny = 2", "pass\ny = 2"),
    "line_magic": ("%matplotlib inline\nx = 1", "pass\nx = 1"),
    "magic_in_block": ("if y:\n    %load_ext z\nx = 1", "if y:\n    pass\nx = 1"),
    "continued_magic": ("%run a.py \\\n  b\nx = 1", "pass\n\nx = 1"),
    "file_that_is_run": ("%run tools/moving.py\nx = 1", "from tools.moving import *\nx = 1"),
    "file_that_is_run_in_block": ("if y:\n    %run moving.py", "if y:\n    pass"),
    "file_that_is_run_with_options": ("%run -i moving.py", "pass"),
    "notebook_that_is_run": ("%run other.ipynb", "pass"),
    "shell": ("!pip install x\nx = 1", "pass\nx = 1"),
    "double_shell": ("!!ls\nx = 1", "pass\nx = 1"),
    "assigned_shell": ("files = !ls\nx = 1", "files = []\nx = 1"),
    "assigned_magic": ("x = %who_ls\ny = 1", "x = None\ny = 1"),
    "assigned_time": ("x = %time f(1)", "x = f(1)"),
    "help_before": ("?np.add\nx = 1", "pass\nx = 1"),
    "help_after": ("np.add?\nx = 1", "pass\nx = 1"),
    "more_help_after": ("if y:\n    np.add??", "if y:\n    pass"),
    "question_in_comment": ("%time x = 1\ny = 2  # why?", "x = 1\ny = 2  # why?"),
    "question_in_string": ("%pwd\ny = 'why?'\nz = '''\nwhy?\n'''", "pass\ny = 'why?'\nz = '''\nwhy?\n'''"),
    "modulo_on_a_new_line": ("%pwd\nx = (a\n     % b)", "pass\nx = (a\n     % b)"),
    "modulo_after_a_backslash": ("%pwd\nx = a \\\n  % b", "pass\nx = a \\\n  % b"),
    "magic_in_a_string": ("%pwd\nx = '''\n%time\n!ls\n'''", "pass\nx = '''\n%time\n!ls\n'''"),
    "bracket_in_a_comment": ("x = 1  # (\n%pwd", "x = 1  # (\npass"),
    "quote_in_a_comment": ("x = 1  # it's\n%pwd", "x = 1  # it's\npass"),
    "escaped_quote": ("x = 'it\\'s'\n%pwd", "x = 'it\\'s'\npass"),
    "not_equal": ("%pwd\nx = a != b", "pass\nx = a != b"),
    "indented_cell": ("    x = 1\n    y = 2", "x = 1\ny = 2"),
    "prompts": (">>> x = 1\n>>> if x:\n...     y = 2", "x = 1\nif x:\n    y = 2"),
    "windows_lines": ("%pwd\r\nx = 1\r\n", "pass\nx = 1\n"),
    "empty": ("", ""),
}


@pytest.mark.parametrize("name", PLAIN)
def test_gives_plain_python_on_the_same_lines(name):
    """What only IPython understands is dropped or replaced, and every line keeps its number."""
    cell, expected = PLAIN[name]
    assert plain_python(cell) == expected
    ast.parse(plain_python(cell))


SAME = {
    "comment": ("x = 1", "x = 1  # one", True),
    "white_space": ("x=1\ny=2", "x = 1\n\n\ny = 2\n", True),
    "brackets": ("x = (1)", "x = 1", True),
    "magic_dropped": ("%%time\nx = 1", "x = 1", True),
    "stub": ("means = np.zeros(3)\n...  # TO DO", "means = np.zeros(3)\n...", True),
    "other_value": ("x = 1", "x = 2", False),
    "other_name": ("x = 1", "y = 1", False),
    "other_order": ("x = 1\ny = 2", "y = 2\nx = 1", False),
    "no_python_but_equal": ("x = (", "x = (", True),
    "no_python": ("x = (", "x  = (", False),
    "one_no_python": ("x = 1", "x = (", False),
    "null_bytes": ("x\0", "x \0", False),
}


@pytest.mark.parametrize("name", SAME)
def test_compares_code_without_its_layout(name):
    """Two cells are the same code when their trees are equal."""
    a, b, expected = SAME[name]
    assert same_code(a, b) is expected
    assert same_code(b, a) is expected
