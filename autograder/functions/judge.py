"""Judges a student's function: calls it on inputs that it has never seen, and names what is wrong with the results."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder import source
from autograder.arguments import Laid, Once, Seed, plain_argument
from autograder.evidence import Cells, Evidence, FunctionProxy, Raised, Returned
from autograder.functions.asked import Asked, Case, Mistake
from autograder.functions.compare import Difference, difference, same_values
from autograder.functions.words import as_code, call_as_code, indented, is_small, shapes_in_words
from autograder.functions.written import function_source, not_yet_a_function
from autograder.verdict import Finding, error, failed, partial, passed

SIDE_EFFECT = 2 / 3  # share of the points for a right function that changes what it was given


@dataclass(frozen=True)
class Tried:
    """One case with what the student's function made of it, and what is expected."""

    case: Case
    result: Returned | Raised
    expected: Any
    tolerance: float
    difference: Difference | None


def judge_function(evidence: Evidence, function: Any, asked: Asked) -> Finding:
    """Judge a function by what it gives; raises StudentTimeout when it does not end."""
    if problem := not_yet_a_function(evidence, function, asked):
        return problem
    tried, library_calls = _try_all(evidence, function, asked)
    if library_calls:
        return used_library(asked, library_calls)
    wrong = [each for each in tried if _is_wrong(each)]
    if wrong:
        return base_not_right(evidence, asked) or _diagnose(asked, tried, wrong[0])
    calls = [(each.case, each.result) for each in tried]
    return side_effects(asked, calls) or too_many_loops(evidence, asked) or passed(_all_right(asked, tried))


def _try_all(evidence: Evidence, function: FunctionProxy, asked: Asked) -> tuple[list[Tried], Sequence[str]]:
    """Call a function on all its cases; give each with what came, and the uses of libraries."""
    cases = [Case(asked.tiny), *asked.cases(evidence.draw(asked.name))]
    calls = function.calls([case.arguments for case in cases], watch=(asked.forbidden, ()))
    return [_try(case, result, asked) for case, result in zip(cases, calls.results, strict=True)], calls.library_calls


def base_not_right(evidence: Evidence, asked: Asked) -> Finding | None:
    """Tell a wrong function that builds on another one to look there first, where that is not right either."""
    text = function_source(evidence.cells, asked)
    for base in (each for each in asked.builds_on if source.mentions(text, each.name)):
        if not _is_right(evidence, base):
            return failed(
                f"`{asked.name}` builds on `{base.name}`, and that is not right yet. What does its own check say?",
                f"{base.name}_not_right",
            )
    return None


def _is_right(evidence: Evidence, asked: Asked) -> bool:
    """Tell whether a function gives what is expected on all its cases."""
    function = evidence.values([asked.name]).get(asked.name)
    return isinstance(function, FunctionProxy) and not any(map(_is_wrong, _try_all(evidence, function, asked)[0]))


def used_library(asked: Asked, uses: Sequence[str]) -> Finding:
    """Reject a function that lets a library do what is asked for."""
    shown = min((use.partition("._")[0] for use in uses), key=len)  # not an inner part, which nobody has heard of
    return failed(
        f"`{asked.name}` lets a library do the work: `{shown}`. Here you are the library: which array operations "
        "does it take?",
        "library",
    )


def too_many_loops(evidence: Evidence, asked: Asked) -> Finding | None:
    """Give part of the points to a right function that goes through more Python loops than it may."""
    if asked.loops is None:
        return None
    found = _loops(evidence.cells, asked)
    if len(found) <= asked.loops:
        return None if evidence.holds_by_text(lambda again: _is_right(again, asked)) else _not_shown(asked, evidence)
    places = "; ".join(_place(loop, asked) for loop in found)
    enough = {0: "none is needed", 1: "one is enough"}.get(asked.loops, f"{asked.loops} are enough")
    many = "one Python loop" if len(found) == 1 else f"{len(found)} Python loops"
    return partial(
        asked.looped,
        f"What `{asked.name}` gives is right, with {many} where {enough}: {places}. Which array operation does the "
        "same for all items at once?",
        mistake="python_loops",
        figures={"loops": len(found)},
    )


def _not_shown(asked: Asked, evidence: Evidence) -> Finding:
    """Give part of the points to a function that is right by something else than its text."""
    return partial(
        asked.looped,
        f"What `{asked.name}` gives is right, but not by the code that stands here: without what reaches into Python "
        "or a library (`sys.modules`, `gc`, `exec`, a part of NumPy with another meaning, and the like) it is not. "
        f"{evidence.said_of_left_out()}All points are for code that shows what it does. "
        f"What does `{asked.name}` give by itself?",
        mistake="not_shown",
    )


def _loops(cells: Cells, asked: Asked) -> list[source.Loop]:
    """The Python loops that a function goes through, but for those of functions that it may build on."""
    text, texts = function_source(cells, asked), _all_cells(cells, asked)
    place = _last(texts, text)
    own = [text, *(each for each in texts[place + 1 :] if source.defines_again(each, text))]
    called = "\n\n".join([*(source.last_definition(each, asked.name) for each in own), f"_result_ = {asked.name}()"])
    helpers = texts[:place] + texts[place + 1 :]
    for base in _all_bases(asked):
        written = _last(helpers, function_source(cells, base))
        helpers = [source.without_definition(each, base.name) if n <= written else each
                   for n, each in enumerate(helpers)]  # fmt: skip
    return source.loops(called, "_result_", helpers=helpers, modules=cells.modules())


def _all_cells(cells: Cells, asked: Asked) -> list[str]:
    """The student's cells until a function was checked, in order, its TO DO cell among them where it is written in."""
    cell = asked.todo.grade_id
    others, below = cells.others(cell), cells.below(cell)
    written = [] if source.same_code(cells.code(cell), cells.stub(cell)) else [cells.code(cell)]
    return [*others[: len(others) - len(below)], *written, *below]


def _last(texts: Sequence[str], text: str) -> int:
    """The last place of a text among others, -1 where it is none of them."""
    return max((number for number, each in enumerate(texts) if each == text), default=-1)


def _all_bases(asked: Asked) -> list[Asked]:
    """The functions that one builds on, and those that these build on."""
    return [each for base in asked.builds_on for each in (base, *_all_bases(base))]


def _place(loop: source.Loop, asked: Asked) -> str:
    """Say where a loop is: lines are counted in the cell that it is written in."""
    elsewhere = loop.where.partition(".")[0] not in ("", asked.name)
    return f"{loop.kind} in line {loop.line}{f' of the cell with `{loop.where}`' if elsewhere else ''}"


def examples(*asked: Asked) -> dict[str, str]:
    """Give for each exercise its smallest telling call with what it should give, to paste into a cell."""
    return {each.name: _example(each) for each in asked}


def _example(asked: Asked) -> str:
    expected = _expected(asked, asked.tiny)
    comment = f"  # should be {as_code(expected)}"
    return call_as_code(asked.call, asked.parameters, asked.tiny) + comment


def _expected(asked: Asked, arguments: Sequence[Any]) -> Any:
    return asked.reference(*map(plain_argument, arguments))


def _try(case: Case, result: Returned | Raised, asked: Asked) -> Tried:
    """Compare one result with what is expected."""
    tolerance = _tolerance(case)
    expected = _expected(asked, case.arguments)
    if isinstance(result, Raised):
        return Tried(case, result, expected, tolerance, None)
    found = difference(result.value, expected, tolerance, what=f"`{asked.call}`")
    if asked.same and (found is None or found.mistake == ""):
        right = asked.same(result.value, expected, *map(plain_argument, case.arguments))
        found = None if right else found or Difference("", f"`{asked.call}` is not what is asked for")
    if asked.problem and (found is None or found.mistake == ""):
        found = asked.problem(result.value, *map(plain_argument, case.arguments))
    return Tried(case, result, expected, tolerance, found)


def _tolerance(case: Case) -> float:
    """Relative to the largest number: what the least exact argument allows."""
    if case.tolerance is not None:
        return case.tolerance
    arrays = [each.array if isinstance(each, Laid) else each for each in case.arguments]
    single = any(isinstance(each, np.ndarray) and each.dtype == np.float32 for each in arrays)
    return 1e-4 if single else 1e-5


def _is_wrong(tried: Tried) -> bool:
    """A wrong value, or an exception; one about an input that must not be changed is told as a side effect."""
    if isinstance(tried.result, Raised):
        return not about_read_only(tried.result)
    return tried.difference is not None


def about_read_only(raised: Raised) -> bool:
    """Tell whether an exception only says that an input must not be changed."""
    return raised.kind == "ValueError" and "read-only" in raised.text


def _diagnose(asked: Asked, tried: Sequence[Tried], first: Tried) -> Finding:
    """Name the mistake whose results these are; else show where they differ."""
    for mistake in asked.mistakes:
        if all(_reproduces(mistake, each) for each in tried):
            return _named(mistake, first)
    if isinstance(first.result, Raised):
        about = f"\n\nIt happened for {_described(asked, first.case)}." if first is not tried[0] else ""
        return error(first.result.message + about, "raises")
    assert first.difference is not None
    return failed(_shown(asked, first, is_first=first is tried[0]), first.difference.mistake)


def _named(mistake: Mistake, first: Tried) -> Finding:
    if isinstance(first.result, Raised):
        return error(f"{mistake.message}\n\n{first.result.told}", mistake.name)
    return failed(mistake.message, mistake.name)


def _reproduces(mistake: Mistake, tried: Tried) -> bool:
    """Whether the wrong function gives, or raises, what the student's did."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            wrong = mistake.gives(*map(plain_argument, tried.case.arguments))
        except Exception as problem:
            return isinstance(tried.result, Raised) and tried.result.kind == type(problem).__name__
    return isinstance(tried.result, Returned) and same_values(tried.result.value, wrong, tried.tolerance)


def _shown(asked: Asked, tried: Tried, is_first: bool) -> str:
    """Show a wrong result beside what was expected; with small inputs the whole call, to paste."""
    assert isinstance(tried.result, Returned) and tried.difference is not None
    arguments = tried.case.arguments
    words = tried.difference.words
    ending = "" if words.endswith("?") else f". {asked.question}"
    if tried.difference.mistake or not all(map(is_small, [*arguments, tried.expected])):
        where = f"For {_described(asked, tried.case)}"
        return f"{where}: {words}{ending}"
    about = f", {tried.case.about}" if tried.case.about and not is_first else ""
    call = call_as_code(asked.call, asked.parameters, arguments)
    expected, found = as_code(tried.expected), as_code(tried.result.value)
    return (
        f"Not right yet on this input{about}:\n\n{indented(call)}\n\nExpected:\n\n{indented(expected)}\n\n"
        f"Found:\n\n{indented(found)}\n\n{asked.question}"
    )


def _described(asked: Asked, case: Case) -> str:
    shapes = shapes_in_words(asked.parameters, case.arguments)
    return f"{case.about} ({shapes})" if case.about else shapes


def side_effects(asked: Asked, calls: Sequence[tuple[Case, Returned | Raised]]) -> Finding | None:
    """Give part of the points to a right function that changes what it was given, or tries to."""
    changed = next((name for each in calls for name in _changed(asked, *each)), None)
    if changed is None:
        return None
    return partial(
        SIDE_EFFECT,
        f"What `{asked.name}` gives is right, but it changes its input `{changed}`: whoever calls it finds other "
        "numbers there afterwards. Which line writes into it, and what would make a new array instead?",
        mistake="changes_its_input",
    )


def _changed(asked: Asked, case: Case, result: Returned | Raised) -> Iterator[str]:
    if isinstance(result, Raised):
        yield next((name for name, each in zip(asked.parameters, case.arguments, strict=False)
                    if isinstance(each, Laid) and not each.writeable), asked.parameters[0])  # fmt: skip
        return
    after = zip(asked.parameters, case.arguments, result.arguments, strict=False)
    for number, (name, before, value) in enumerate(after):
        if number in asked.may_change or isinstance(before, (Seed, Once)):
            continue
        if not _unchanged(plain_argument(before), value):
            yield name


def _unchanged(before: Any, after: Any) -> bool:
    if isinstance(before, (list, tuple)):
        same = isinstance(after, type(before)) and len(before) == len(after)
        return same and all(_unchanged(one, other) for one, other in zip(before, after, strict=True))
    if isinstance(before, np.ndarray):
        return isinstance(after, np.ndarray) and np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
    return bool(before == after)


def _all_right(asked: Asked, tried: Sequence[Tried]) -> str:
    about = [each.case.about for each in tried if each.case.about]
    special = f", among them {', '.join(about[:3])}" if about else ""
    return f"`{asked.name}` is right on {len(tried)} inputs{special}."
