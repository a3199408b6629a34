"""Tells which student each sender in an archive is, and gives new ones a folder that nobody else has.

A folder, once given, stays: a student is recognised by what the roster knows of them. An LMS's id counts most, then
login, e-mail and the university's id. A name counts only where there is nothing else: Moodle numbers everybody anew in
each assignment, and files that somebody named by hand may hold a name alone.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from autograder.lms.names import name_key
from autograder.lms.roster import Student, merge
from autograder.lms.safe_names import folder_name, not_taken
from autograder.lms.sent import Sender


@dataclass
class People:
    """Who sent what: all students as the roster will have them, and the folder of each sender, by the sender's key.

    `in_class` are the folders of those whom a class list has, `refused` senders who can't be told apart, with the
    reason, and `told` lines for whoever imports.
    """

    students: dict[str, Student]
    in_class: set[str] = field(default_factory=set)
    folders: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


def identify(
    senders: Sequence[Sender], known: Iterable[Student], listed: Sequence[Student], lms: str,
    numbers: Mapping[str, str] | None = None,
) -> People:
    """Find the student of each sender among those known and those that a class list has; whoever is in neither is new.

    `numbers` are the ids that an earlier import of the same assignment saw, with their folders.
    """
    people = People({each.student: each for each in known})
    index = _Index(people, numbered_anew=lms == "moodle", numbers=numbers or {})
    for student in listed:
        people.in_class.add(_admit(index, student, by_name=True).student)
    names = Counter(name_key(sender.name) for sender in senders)
    by_name = 0
    for sender, found, mark in [_found(index, sender, names, lms) for sender in senders]:  # all, before any is added
        why = _why_refused(sender, found, mark, people, lms)
        if why:
            people.refused[sender.key] = why
            continue
        by_name += mark == "name" and lms == "moodle"
        name = "" if found and found.name else sender.name  # the roster's own before what an archive makes of it
        student = _admit(index, Student("", sender.lms_id, name, login=sender.login), found=found)
        people.folders[sender.key] = student.student
    if by_name:
        people.told.append(
            f"{by_name} recognised by name alone, since Moodle numbers people anew in each assignment: to be sure, "
            "give its grading worksheet as --roster"
        )
    return people


def _found(
    index: _Index, sender: Sender, names: Counter[str], lms: str
) -> tuple[Sender, Student | None, str]:
    """Look for a sender: give them, the student, and what told who it is.

    A name that most senders share stands for everybody's, as where Moodle's marking is anonymous.
    """
    shared = names[name_key(sender.name)]
    if shared > 2 and 2 * shared > names.total():
        sender = replace(sender, name="")
    name = sender.name or (sender.login if lms == "flat" else "")
    found, mark = index.find(Student("", sender.lms_id, name, login=sender.login), by_name=lms in ("moodle", "flat"))
    if mark == "name" and sender.name and shared > 1:
        return sender, None, "several"
    return sender, found, mark


class _Index:
    """Finds a student by what is known of them."""

    def __init__(self, people: People, numbered_anew: bool, numbers: Mapping[str, str]) -> None:
        self.people = people
        self._numbered_anew = numbered_anew
        self._by: dict[tuple[str, str], set[str]] = {}
        self._taken = {name.casefold() for name in people.students}
        for number, folder in numbers.items():
            self._by.setdefault(("id", number), set()).add(folder)
        for student in people.students.values():
            self._enter(student)

    def find(self, wanted: Student, by_name: bool) -> tuple[Student | None, str]:
        """Give a student and the kind of mark that told; (None, "several") for a name that several have."""
        for kind, value in _marks(wanted):
            if kind == "name" and not by_name:
                continue
            found = [self.people.students[name] for name in sorted(self._by.get((kind, value), ()))]
            found = [each for each in found if kind == "id" or not self._another(each, wanted)]
            if len(found) == 1:
                return found[0], kind
            if found and kind == "name":
                return None, "several"
        return None, ""

    def add(self, student: Student) -> Student:
        """Add what is newly known of a student; somebody new gets a folder."""
        if not student.student:
            wanted = _folder_for(student)
            free = not_taken(wanted, self._taken)
            if free != wanted:
                self.people.told.append(f"{wanted} is another student's folder: {student.name or wanted} gets {free}")
            student = replace(student, student=free)
        (merged,) = merge([self.people.students.get(student.student, student)], [student])
        self.people.students[merged.student] = merged
        self._taken.add(merged.student.casefold())
        self._enter(merged)
        return merged

    def _enter(self, student: Student) -> None:
        for mark in _marks(student):
            self._by.setdefault(mark, set()).add(student.student)

    def _another(self, one: Student, other: Student) -> bool:
        """Whether two can't be the same person: both have an address or an id, and these differ."""
        kinds = ["email", "sis_id", *([] if self._numbered_anew else ["lms_id"])]
        pairs = [(getattr(one, kind).casefold(), getattr(other, kind).casefold()) for kind in kinds]
        return any(a and b and a != b for a, b in pairs)


def _admit(index: _Index, student: Student, by_name: bool = False, found: Student | None = None) -> Student:
    """Take a student into the roster: with the folder that they have, or that the class list gives, or a new one."""
    if found is None and not student.student:
        found, _ = index.find(student, by_name)
    return index.add(replace(student, student=found.student if found else student.student))


def _marks(student: Student) -> list[tuple[str, str]]:
    """What a student can be recognised by, the surest first: kind and value.

    A login is written with and without what follows the @, and as a folder; files may be named by the university's id.
    """
    marks = [("id", student.lms_id)]
    for login in (student.login, student.email, student.student):
        marks += [("login", login.casefold()), ("login", login.partition("@")[0].casefold())]
    marks += [("sis", student.sis_id), ("login", student.sis_id.casefold()), ("name", name_key(student.name))]
    return [mark for mark in dict.fromkeys(marks) if mark[1]]


def _why_refused(sender: Sender, found: Student | None, mark: str, people: People, lms: str) -> str:
    """Say why a sender can't be told to be a certain student, or ""."""
    if mark == "several":
        return f"several students are called {sender.name or sender.login}: say who is who with --roster"
    if found and lms == "moodle" and mark == "id" and _other_name(found.name, sender.name):
        return (
            f"number {sender.lms_id} is {found.name} in the roster, and {sender.name} in the archive: is the list of "
            "another assignment, or did groups hand in?"
        )
    if found and found.student in people.folders.values():
        return f"is the same student as another one in the archive: {found.student}"
    return ""


def _other_name(one: str, other: str) -> bool:
    """Whether two names can't be one person's; Moodle takes signs out of names, and may put the login in front."""
    if not one or not other or name_key(one) == name_key(other):
        return False
    a, b = (_letters(name) for name in (one, other))
    return a not in b and b not in a


def _letters(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())


def _folder_for(student: Student) -> str:
    """Choose a folder's name for somebody new: the login, else the address, the LMS's id, the name."""
    for said in (student.login.partition("@")[0], student.email.partition("@")[0], student.lms_id, student.name):
        if name := folder_name(said):
            return name
    return "student"
