"""Hostile sources: each function returns, or raises SyntaxError, within seconds."""

import time

import pytest

from autograder import source

SECONDS = 10

FUNCTIONS = {
    "plain_python": source.plain_python,
    "same_code": lambda text: source.same_code(text, text + "\n"),
    "mentions": lambda text: source.mentions(text, "means"),
    "binds": lambda text: source.binds(text, "means"),
    "binds_in_loop": lambda text: source.binds_in_loop(text, "means"),
    "loops": lambda text: source.loops(text, "means"),
    "loops_in_helper": lambda text: source.loops("means = f(means)", "means", [text], {"m": text}),
    "rebinds_loop_variable": source.rebinds_loop_variable,
    "forbidden_calls": lambda text: source.forbidden_calls([text, "x"]),
    "forbidden_calls_for_names": lambda text: source.forbidden_calls([text], ["means"]),
    "random_in_loop": source.random_in_loop,
    "first_aliased_old": source.first_aliased_old,
}
THOROUGH = ("loops", "loops_in_helper", "forbidden_calls_for_names", "first_aliased_old")

# Texts that are read to the end, and so are tried on the functions that look closest.
LONG = {
    "fifty_thousand_lines": "x = 1\n" * 50_000,
    "aliases": "\n".join(f"a{n} = a{n - 1}" for n in range(1, 20_000)),
    "fifty_thousand_changes": "means += 1\n" * 40_000,
    "fifty_thousand_magics": "%time x = !ls\n" * 30_000,
    "semicolons": "a;" * 200_000,
    "many_fors": "means = [1 " + "for x in y " * 20_000 + "]",
    "aliases_backwards": "\n".join(f"a{n - 1} = a{n}" for n in range(5_000, 0, -1)) + "\nmeans = a0",
    "aliases_changed": "a0 = means\n" + "\n".join(f"a{n} = a{n - 1}\na{n}[0] = 1" for n in range(1, 5_000)),
    "functions": "\n".join(f"def f{n}(x):\n    return f{n + 1}(x)" for n in range(5_000)) + "\nmeans = f0(means)",
    "functions_in_place": "\n".join(f"def f{n}(x):\n    f{n + 1}(x)\n    x[0] = 1" for n in range(600))
    + "\nf0(means)",
    "one_function_everywhere": "def f(x):\n    x[0] = means\n" + "f(means)\n" * 20_000,
    "functions_all_called": "\n".join(f"def f{n}(x): means[0] = x" for n in range(1_000))
    + "\nl = ["
    + ", ".join(f"f{n}" for n in range(1_000))
    + "]\n"
    + "l[0](means)\n" * 1_000,
    "functions_in_a_circle": "\n".join(
        f"def f{n}(x):\n    return " + " + ".join(f"f{m}(x)" for m in range(40)) for n in range(40)
    )
    + "\nmeans = f0(means)",
    "methods": "\n".join(f"class C{n}:\n    def go(self):\n        self.x = 1" for n in range(1_000))
    + "\nmeans.go()" * 1_000,
    "methods_go_on": "\n".join(f"class C{n}:\n    def go(self, f):\n        self.x = f.go(self)" for n in range(400))
    + "\nmeans.go()",
    "execs": "exec('means = 1')\n" * 600,
    "same_loop_variable": "for k in x:\n    means[k] = k\n" * 5_000,
    "tuple_targets": "for " + ", ".join(f"a{n}" for n in range(5_000)) + " in zip(means): pass",
    "zips": "for " + "(a, " * 40 + "b" + ")" * 40 + " in " + "zip(means, " * 40 + "x" + ")" * 40 + ": b[0] = 1",
    "wide_call": "means = f(" + ", ".join(["means"] * 20_000) + ")",
    "wide_call_of_own": "def f(*a): a[0][0] = 1\nf(" + ", ".join(f"a{n}" for n in range(5_000)) + ")",
    "match": "match means:\n" + "\n".join(f"    case [a{n}, *b]: means = b" for n in range(2_000)),
    "aliases_in_a_loop": "while x:\n" + "".join(f"    a{n} = a{n - 1}\n" for n in range(1, 8_000)) + "    a0[0] = a1",
    "loops_in_loops": "for i in x:\n" + "    for j in y:\n        old = means\n        means[j] = old\n" * 600,
}
SHORT = {
    "open_brackets": "(" * 200_000,
    "brackets": "[" * 100_000 + "]" * 100_000,
    "ninety_brackets": "means = " + "[" * 85 + "means" + "]" * 85,
    "braces": "{" * 200_000,
    "signs": "-" * 200_000 + "1",
    "sum": "means = " + "+".join(["a"] * 50_000),
    "attributes": "a" + ".b" * 50_000,
    "calls": "f" + "()" * 50_000,
    "nots": "not " * 50_000 + "a",
    "lambdas": "lambda: " * 30_000 + "1",
    "lambdas_within": "means = " + "lambda: (" * 40 + "means" + ")" * 40,
    "ternaries": "a if b else " * 30_000 + "c",
    "comprehensions": "means = " + "[x for x in " * 40 + "y" + "]" * 40,
    "elifs": "if x: pass\n" + "elif x: pass\n" * 20_000,
    "indentation": "".join(" " * n + "if x:\n" for n in range(90)) + " " * 90 + "pass",
    "many_meanings": "import a\n" + "\n".join(f"x = a.b{n}" for n in range(1_000)),
    "growing_path": "import a\na = a.b\n" * 100,
    "exec_in_exec": "exec(" * 40 + "'means = 1'" + ")" * 40,
    "loops_within": "".join(" " * n + f"for i{n} in x:\n" for n in range(15))
    + " " * 15
    + "means = 1\n"
    + " " * 15
    + "break",
    "strings_joined": "exec(" + " + ".join(["'a'"] * 60) + ")",
    "long_string": "x = '" + "a" * 400_000 + "'",
    "long_name": "a" * 400_000 + " = means",
    "long_number": "x = " + "9" * 100_000,
    "too_long": "x = 1\n" * 200_000,
    "null_bytes": "x = 1\0means",
    "surrogates": "x = '\ud800' # \udfff",
    "control_characters": "\x0b\x0c\x1a\x00\u2028\ufeff",
    "bad_escape": "x = '\\d \\N{no such name}'",
    "quotes": "'''" * 50_001,
    "backslashes": "%x \\\n" * 50_000,
    "question_marks": "?" * 100_000,
    "unclosed": "f(" * 150,
    "f_strings": "f'{" * 40 + "x" + "}'" * 40,
    "tabs": "if x:\n\ty\n        z",
    "encoding": "# -*- coding: utf-32 -*-\nx = 1",
    "magic_only": "%%time",
    "percents": "%" * 100_000,
    "equals": "a = " * 200 + "%x",
    "equals_without_end": "a " * 200_000 + "=",
    "starred": "*" * 100_000 + "a",
    "decorators": "@f\n" * 5_000 + "def means(): pass",
}


def survives(function, text):
    """Call a function on a text; it may raise SyntaxError, with a message, within bounded time."""
    start = time.perf_counter()
    try:
        function(text)
    except SyntaxError as problem:
        assert str(problem)
    assert time.perf_counter() - start < SECONDS


@pytest.mark.parametrize("name", SHORT)
def test_hostile_text_costs_seconds_and_a_syntax_error_at_most(name):
    """Every public function survives the text, within bounded time."""
    for function in FUNCTIONS.values():
        survives(function, SHORT[name])


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("function", THOROUGH)
def test_entangled_code_costs_seconds_and_a_syntax_error_at_most(name, function):
    """Code made to be slow to analyse is read or refused within bounded time."""
    survives(FUNCTIONS[function], LONG[name])


def test_code_too_long_or_too_deep_says_so():
    """Code that Python may run but that is not read here is told apart from code that is no Python."""
    for text in ("x = 1\n" * 60_000, "x = 1\n" * 20_000, "x = " + "+".join(["a"] * 1_000)):
        with pytest.raises(source.TooComplexError):
            source.loops(text, "means")
        with pytest.raises(source.TooComplexError):
            source.forbidden_calls([text])
    with pytest.raises(SyntaxError) as problem:
        source.loops("x = (", "means")
    assert not isinstance(problem.value, source.TooComplexError)


def test_importing_needs_no_numpy_and_no_ipython():
    """The module reads source with the standard library alone."""
    import subprocess
    import sys

    code = "import sys, autograder.source; print(sorted({'numpy', 'IPython'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
