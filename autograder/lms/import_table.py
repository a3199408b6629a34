"""Shows in the terminal what an import would do, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from autograder.lms.import_plan import Plan, Planned, State
from autograder.lms.recognise import TITLES
from autograder.lms.roster import Student
from autograder.message import plain

SHOWN = 24  # rows; a larger class is shown by what is special
LISTED = 10  # lines of one kind
MAX_TEXT, MAX_NAME = 300, 80
STYLES = {
    State.NEW: "green", State.REPLACES: "yellow", State.SAME: "dim", State.OLDER: "dim", State.BEYOND: "yellow",
    State.UNREADABLE: "red",
}  # fmt: skip
DOES = {
    State.NEW: "new", State.REPLACES: "replaces an older one", State.SAME: "there already",
    State.OLDER: "left out: a newer one is there", State.BEYOND: "left out: after the last attempt allowed",
    State.UNREADABLE: "unreadable, left out",
}  # fmt: skip


def import_table(plan: Plan, everything: bool = False) -> Table:
    """Give a row for each submission; of a large class those that need a look, and some of the others."""
    rows, hidden = (plan.planned, 0) if everything else _rows(plan)
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, title=f"{TITLES[plan.lms]} → {plan.assignment}", title_justify="left",
        title_style="bold", caption=f"and {hidden:,} more, which --all shows" if hidden else None,
        caption_justify="left",
    )  # fmt: skip
    table.add_column("student", overflow="ellipsis", no_wrap=True, max_width=18)
    table.add_column("name", overflow="ellipsis", no_wrap=True, max_width=20)
    timed = any(each.line.handed_in for each in rows)
    table.add_column("handed in" if timed else "", no_wrap=True)
    table.add_column("", overflow="fold")
    for each in rows:
        table.add_row(
            _text(each.student.student), _text(each.student.name), each.line.handed_in[:16].replace("T", " "),
            Text(_cut(_said(each, plan)), STYLES[State.UNREADABLE if each.ungradable else each.state]),
        )  # fmt: skip
    return table


def import_summary(plan: Plan, everything: bool = False) -> list[str]:
    """Give lines: how many there are of each kind, who is missing, and what was left out and why.

    Without `everything` each kind has some of its items, and no line is long.
    """
    most = None if everything else LISTED
    late = [each for each in plan.planned if each.line.late == "yes"]
    again = [each for each in plan.planned if each.gathered.attempt > 1 or each.gathered.earlier]
    limited = any(each.gathered.beyond for each in plan.planned)
    counts = [(len(plan.of(state)), DOES[state]) for state in State]
    lines = [
        f"{len(plan.planned)} handed in: " + (", ".join(f"{n:,} {does}" for n, does in counts if n) or "nobody"),
        f"{len(late)} late, {len(again)} resubmitted (the newest counts{', of those allowed' if limited else ''})",
    ]
    if bad := plan.ungradable():
        lines.append(f"{len(bad):,} of these can't be read as a notebook: grading gives them a grade with this reason")
    if named := [each for each in plan.of(State.NEW, State.REPLACES, State.SAME) if each.named]:
        lines.append(f"{len(named):,} handed in under another name: the notebook becomes {plan.rules.notebook}")
    strangers = [plan.people.students[name] for name in plan.strangers]
    excused = [f"{_who(student)}: {why}" for student, why in plan.excused]
    lines += _named("in the roster and not in the archive", [_who(each) for each in plan.absent], most)
    lines += _named("from whom nothing is expected", excused, most)
    lines += _named("in the archive and not in the class list", [_who(each) for each in strangers], most)
    lines += [_cut(line) for line in plan.people.told]
    unknown = [f"{each.sender.name or each.sender.login}: {why}" for each, why in plan.unknown]
    unreadable = [f"{each.student.student}: {each.unreadable}" for each in plan.of(State.UNREADABLE)]
    lines += _listed("left out", unknown, most)
    lines += _listed("unreadable", unreadable, most)
    lines += _listed("earlier attempt, left out", [name for each in again for name in each.gathered.earlier], most)
    beyond = [f"{each.student.student}: {name}" for each in plan.planned for name in each.gathered.beyond]
    lines += _listed("after the last attempt allowed, left out", beyond, most)
    notes = [f"{each.student.student}: {n}" for each in plan.planned for n in each.notes if n != each.unreadable]
    lines += _listed("note", notes, most)
    lines += _listed("refused", [f"{refusal.name}: {refusal.why}" for refusal in plan.refused], most)
    lines += _listed("no student's name is on it", [str(entry.path) for entry in plan.unnamed], most)
    return [" ".join(plain(line).split()) for line in lines]


def _rows(plan: Plan) -> tuple[Sequence[Planned], int]:
    if len(plan.planned) <= SHOWN:
        return plan.planned, 0
    first = sorted(plan.planned, key=_rank)[:SHOWN]
    return sorted(first, key=lambda each: each.student.student), len(plan.planned) - len(first)


def _rank(each: Planned) -> int:
    """How soon a row should be seen: what is lost, replaced, late, handed in again, named otherwise, then the rest."""
    signs = (
        bool(each.ungradable),
        each.state not in (State.NEW, State.SAME),
        each.line.late == "yes",
        bool(each.gathered.earlier) or each.gathered.attempt > 1,
        bool(each.named),
        True,
    )
    return signs.index(True)


def _said(each: Planned, plan: Plan) -> str:
    said = [DOES[each.state]]
    if each.line.late == "yes":
        said.append("late")
    if each.gathered.attempt > 1:
        said.append(f"attempt {each.gathered.attempt}")
    if each.student.student in plan.strangers:
        said.append("not in the class list")
    if each.state in (State.OLDER, State.BEYOND):  # what is left out needs no more words
        return ", ".join(said)
    said += [f"handed in as {each.named}"] if each.named else []
    said += [each.ungradable] if each.ungradable else []
    return ", ".join(said)


def _listed(kind: str, items: Sequence[str], most: int | None) -> Iterator[str]:
    """Give a line for each, up to a number of them."""
    yield from (f"{kind}: {_cut(item)}" for item in items[:most])
    if most and len(items) > most:
        yield f"{kind}: {len(items) - most:,} more, which --all shows"


def _named(kind: str, names: Sequence[str], most: int | None) -> Iterator[str]:
    """Give one line with how many there are and their names, up to a number of them; none for nobody."""
    if names:
        more = f" and {len(names) - most:,} more, which --all shows" if most and len(names) > most else ""
        yield f"{len(names)} {kind}: {', '.join(_cut(name, MAX_NAME) for name in names[:most])}{more}"


def _who(student: Student) -> str:
    """Name a student by the folder, and the name where one is known."""
    return f"{student.student} ({student.name})" if student.name else student.student


def _cut(text: str, most: int = MAX_TEXT) -> str:
    return " ".join(plain(text)[:most].split())


def _text(value: str) -> Text:
    return Text(_cut(value))
