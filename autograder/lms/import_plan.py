"""Works out what an import would do, and writes nothing: what is new, what replaces what, what can't be used."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from enum import StrEnum
from pathlib import Path, PurePosixPath

from autograder.course import CourseError, released_notebook, settings
from autograder.grade.terms import read_terms
from autograder.lms.archive import Archive, Entry, Refusal
from autograder.lms.class_list import ClassList
from autograder.lms.contents import Contents, Rules, named_files, read_contents
from autograder.lms.gather import Gathered, gather, within
from autograder.lms.handed_in import HandedIn, read_handed_in
from autograder.lms.people import People, identify
from autograder.lms.recognise import recognise
from autograder.lms.roster import Student, read_roster, roster_path
from autograder.lms.submitted_files import fingerprint, fingerprint_on_disk
from autograder.lms.ungradable import why_ungradable
from autograder.message import plain

# No class hands in more than this by far; a zip that unpacks to a thousand times its size is there to fill a disk.
MAX_BYTES, MAX_RATIO = 2_000_000_000, 100
Step = Callable[[int, int], None]


class State(StrEnum):
    """What becomes of one student's submission."""

    NEW = "new"
    REPLACES = "replaces"
    SAME = "the same"
    OLDER = "older"
    BEYOND = "beyond"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Reading:
    """How an archive is to be read: its format or "auto", a class list, the zone of the LMS's clock (None: ours).

    With `file_times` the files' own times are taken as those of handing in.
    """

    lms: str = "auto"
    class_list: ClassList = field(default_factory=ClassList)
    zone: tzinfo | None = None
    file_times: bool = False


@dataclass(frozen=True)
class Planned:
    """One student's submission: where it goes, what becomes of it, and what is to be said about it.

    `ungradable` says why no notebook can be read from it, and `named` what the student called it, where that is told.
    """

    student: Student
    gathered: Gathered
    state: State
    line: HandedIn  # what is known of it afterwards
    unreadable: str = ""
    notes: tuple[str, ...] = ()
    ungradable: str = ""
    named: str = ""


@dataclass(frozen=True)
class Plan:
    """What an import will do.

    `absent` are students of the class who handed in nothing, but for those `excused`, each with the LMS's word for it;
    `strangers` folders of those who did and are not in the
    class list, `unnamed` files that no student's name is on, `refused` files that were left out unread.
    """

    course: Path
    assignment: str
    rules: Rules
    lms: str
    people: People
    planned: Sequence[Planned] = ()
    absent: Sequence[Student] = ()
    excused: Sequence[tuple[Student, str]] = ()
    strangers: Sequence[str] = ()
    unknown: Sequence[tuple[Gathered, str]] = ()
    unnamed: Sequence[Entry] = ()
    refused: Sequence[Refusal] = ()

    def submitted(self, student: str) -> Path:
        """Where a student's submission is."""
        return self.course / "submitted" / student / self.assignment

    def of(self, *states: State) -> list[Planned]:
        """Give the submissions that are in some state."""
        return [each for each in self.planned if each.state in states]

    def ungradable(self) -> list[Planned]:
        """Give the submissions that are in `submitted/` afterwards and can't be read as a notebook."""
        return [each for each in self.of(State.NEW, State.REPLACES, State.SAME) if each.ungradable]


def make_plan(
    archive: Archive, source: Path, course: Path, assignment: str, reading: Reading,
    step: Step = lambda done, total: None,
) -> Plan:
    """Look through an archive; raises CourseError when it can't be used at all. `step` is told how far it is."""
    notebook = released_notebook(assignment, course).name
    rules = Rules(notebook, int(settings(course).limits.notebook_megabytes * 1e6))
    if not archive.entries:
        raise CourseError(f"{source}: no file in it can be used: {_first(archive.refused)}")
    try:
        lms, around = recognise(archive.entries, reading.lms)
    except CourseError as problem:
        raise CourseError(f"{source}: {problem}") from None
    gathered, unnamed = gather(archive, lms, around, notebook, assignment)
    _require_room(gathered, source, course, rules)
    before = read_handed_in(course, assignment)
    numbers = {line.lms_id: line.student for line in before.values() if line.lms_id and line.lms == lms}
    known = read_roster(roster_path(course))
    people = identify([each.sender for each in gathered], known, reading.class_list.students, lms, numbers)
    terms = read_terms(course, assignment, also=people.students)
    planned = []
    for done, each in enumerate(gathered):
        step(done, len(gathered))
        if each.sender.key in people.folders:
            allowed = terms.allowed_attempts(people.folders[each.sender.key])
            each = within(each, allowed, lms, notebook)
            folder = course / "submitted" / people.folders[each.sender.key] / assignment
            plan = _planned(archive, each, people, before, folder, rules, lms, reading)
            planned.append(_with_limit(plan, allowed, before.get(plan.student.student)))
    step(len(gathered), len(gathered))
    came = {each.student.student for each in planned}
    listed = people.in_class or set(people.students)
    absent = [people.students[name] for name in sorted(listed - came)]
    excused = reading.class_list.excused
    return Plan(
        course, assignment, rules, lms, people,
        planned=sorted(planned, key=lambda each: each.student.student),
        absent=[each for each in absent if each.lms_id not in excused],
        excused=[(each, excused[each.lms_id]) for each in absent if each.lms_id in excused],
        strangers=sorted(came - people.in_class) if people.in_class else [],
        unknown=[(each, people.refused[each.sender.key]) for each in gathered if each.sender.key in people.refused],
        unnamed=unnamed, refused=archive.refused,
    )  # fmt: skip


def _planned(
    archive: Archive, gathered: Gathered, people: People, before: Mapping[str, HandedIn], folder: Path, rules: Rules,
    lms: str, reading: Reading,
) -> Planned:
    student = people.students[people.folders[gathered.sender.key]]
    contents = read_contents(archive, gathered, rules)
    named = _told_name(contents.named, gathered, rules, lms)
    ungradable = contents.unreadable or why_ungradable(contents, rules)
    remarks = [ungradable, f"handed in as {named}" if named else ""]
    line = _line(student, gathered, "; ".join(filter(None, remarks)), lms, reading)
    old = before.get(student.student)
    state = _state(folder, contents, line, old)
    if state is State.OLDER and gathered.beyond:  # then what is there is beyond the allowed attempts, too
        state = State.REPLACES
    if state is State.SAME and old:
        line = replace(line, handed_in=line.handed_in or old.handed_in, late=line.late or old.late)
    if state in (State.OLDER, State.UNREADABLE) and old:
        line = old
    return Planned(
        student, gathered, state, line, contents.unreadable, tuple(contents.notes), ungradable=ungradable, named=named
    )


def _told_name(named: str, gathered: Gathered, rules: Rules, lms: str) -> str:
    """Give what a student called the notebook, unless somebody else chose that: the LMS, or who named it by login."""
    stem, _, number = PurePosixPath(named).stem.rpartition("-")
    of_canvas = lms == "canvas" and number.isdecimal() and f"{stem}.ipynb".casefold() == rules.notebook.casefold()
    of_login = lms == "flat" and named.casefold().startswith(gathered.sender.login.casefold())
    return "" if of_canvas or of_login else named


def _with_limit(planned: Planned, allowed: int, old: HandedIn | None) -> Planned:
    """Leave out an attempt that is beyond those allowed where an allowed one is there already; else note it."""
    attempt = planned.gathered.attempt
    if not 0 < allowed < attempt:
        return planned
    if planned.state is State.REPLACES and old and old.lms == planned.line.lms and int(old.attempt or 1) <= allowed:
        return replace(planned, state=State.BEYOND, line=old)
    note = f"is attempt {attempt}, and {allowed} allowed: the archive holds no other, so it is taken"
    return replace(planned, notes=(*planned.notes, note))


def _state(folder: Path, contents: Contents, line: HandedIn, old: HandedIn | None) -> State:
    if contents.unreadable:
        return State.UNREADABLE
    if not folder.exists():
        return State.NEW
    if fingerprint_on_disk(folder) == fingerprint(named_files(contents)):
        return State.SAME
    return State.OLDER if old and _is_older(line, old) else State.REPLACES


def _is_older(line: HandedIn, old: HandedIn) -> bool:
    """Whether a submission came before the one that is there: by its time, else by the LMS's count of attempts."""
    if line.handed_in and old.handed_in:
        return datetime.fromisoformat(line.handed_in) < datetime.fromisoformat(old.handed_in)
    return line.lms == old.lms == "canvas" and int(line.attempt or 1) < int(old.attempt or 1)


def _line(student: Student, gathered: Gathered, note: str, lms: str, reading: Reading) -> HandedIn:
    number = gathered.sender.lms_id
    time = gathered.handed_in or reading.class_list.times.get(number)
    if time is None and reading.file_times:
        time = max((entry.modified for _, entry in gathered.files if entry.modified), default=None)
    late = gathered.late if gathered.late is not None else reading.class_list.late.get(number)
    return HandedIn(
        student.student, number,
        handed_in=_with_zone(time, reading.zone).isoformat() if time else "",
        late={True: "yes", False: "no", None: ""}[late],
        attempt=str(gathered.attempt), lms=lms, note=" ".join(plain(note).split()),
    )  # fmt: skip


def _with_zone(time: datetime, zone: tzinfo | None) -> datetime:
    """Give a time of the LMS's clock its offset from UTC; without a zone that of this machine."""
    return time.replace(tzinfo=zone) if zone else time.astimezone()


def _require_room(gathered: Sequence[Gathered], source: Path, course: Path, rules: Rules) -> None:
    """Raise CourseError for an archive that would fill the disk."""
    sizes = [entry.size for each in gathered for _, entry in each.files]
    total = sum(size for size in sizes if size <= rules.max_bytes)
    if source.is_file() and total > max(MAX_BYTES, MAX_RATIO * source.stat().st_size):
        raise CourseError(
            f"{source}: {total / 1e9:.3g} GB are packed into {source.stat().st_size / 1e6:.3g} MB, which no class "
            "hands in: look at what is in it, and import what you trust as a folder"
        )
    free = shutil.disk_usage(course).free
    if total > free:
        raise CourseError(f"{course}: has {free / 1e9:.3g} GB left, and the archive holds {total / 1e9:.3g} GB")


def _first(refused: Sequence[Refusal]) -> str:
    return f"{refused[0].name!r}: {refused[0].why}" if refused else "it holds what systems leave behind, and no more"
