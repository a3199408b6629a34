"""What Canvas and Moodle take out of an uploaded file: small importers after the rules of their own source code."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class CanvasUser:
    """A user of Canvas."""

    id: int
    name: str
    sortable: str
    sis: str = ""
    login: str = ""


def canvas_import(data: bytes, users: list[CanvasUser], assignment: int) -> dict[int, str]:
    """Give each user the grade that Canvas would take for an assignment.

    It reads UTF-8; tells `;` from `,` by three lines; turns numbers with any decimal mark into ones with a point; finds
    the assignment by `(id)` in the header, a student by ID, then SIS User ID, SIS Login ID, and name.
    """
    text = data.decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=_canvas_delimiter(text), strict=True)]
    header = [field.strip() for field in rows[0]]
    assert "Student" in header[0] and "ID" in header[1] and "Section" in header
    (column,) = [index for index, head in enumerate(header) if re.search(rf"\s\({assignment}\)\Z", head)]
    grades = {}
    for row in rows[1:]:
        if "Points Possible" in row[0]:
            assert not re.search(r"read\s+only", row[column])
        elif not all(re.fullmatch(r"(?is)\s*(muted|manual posting.*)?\s*", field) for field in row):
            user = _canvas_user(dict(zip(header, row, strict=True)), users)
            if user:
                grades[user.id] = _with_point(row[column].strip())
    return grades


def _canvas_delimiter(text: str) -> str:
    lines = text.splitlines(keepends=True)[:3]
    counts = {}
    for delimiter in ";,":
        sizes = {len(next(csv.reader([line], delimiter=delimiter))) for line in lines}
        counts[delimiter] = sizes.pop() if len(sizes) == 1 else 0
    return ";" if counts[";"] > counts[","] else ","


def _canvas_user(row: dict[str, str], users: list[CanvasUser]) -> CanvasUser | None:
    ways = [
        ("ID", lambda user: str(user.id)), ("SIS User ID", lambda user: user.sis),
        ("SIS Login ID", lambda user: user.login), ("Student", lambda user: user.name),
        ("Student", lambda user: user.sortable),
    ]  # fmt: skip
    for head, of in ways:
        for user in users:
            if row.get(head) and of(user) == row[head]:
                return user
    return None


def _with_point(field: str) -> str:
    if not re.fullmatch(r"-?[0-9.,]+%?", field):
        return field
    *whole, last = re.split(r"[.,]", field)
    return "".join(whole) + "." + last if whole else last


@dataclass(frozen=True)
class MoodleGrade:
    """What Moodle takes for one participant: None where it passes the mark over."""

    grade: float | None
    comment: str | None


def moodle_import(
    data: bytes, participants: set[int], maximum: float, *, heads: tuple[str, str, str, str], word: str,
    comma: bool = False, encoding: str = "utf-8", delimiter: str = ",", locked: frozenset[int] = frozenset(),
) -> dict[int, MoodleGrade]:
    """Give each participant what Moodle would take from a worksheet.

    `heads` are its names of Identifier, Grade, Last modified (grade) and Feedback comments; `word` stands before the
    number. A grade that is empty, locked or outside of 0 to the maximum is passed over.
    """
    text = re.sub(r"\r\n?", "\n", data.decode(encoding).removeprefix("\ufeff"))
    header, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    identifier, grade, modified, feedback = (header.index(head) if head in header else -1 for head in heads)
    assert min(identifier, grade, modified) >= 0
    taken = {}
    for row in rows:
        number = row[identifier].removeprefix(word)
        if number.isdigit() and int(number) in participants:
            mark = None if int(number) in locked else _moodle_float(row[grade], comma)
            mark = mark if mark is not None and 0 <= mark <= maximum else None
            taken[int(number)] = MoodleGrade(mark, row[feedback] if feedback >= 0 else None)
    return taken


def _moodle_float(field: str, comma: bool) -> float | None:
    """PHP's (float) reads as far as a number goes: "17,5" is 17 where the site has a decimal point."""
    field = field.replace(" ", "")
    field = field.replace(",", ".") if comma else field
    found = re.match(r"-?\d*\.?\d+", field)
    return float(found[0]) if found else None


def moodle_feedback(archive: Path, participants: set[int]) -> dict[int, dict[str, bytes]]:
    """Give each participant the feedback files that Moodle would take from a zip, by their names."""
    taken: dict[int, dict[str, bytes]] = {}
    with zipfile.ZipFile(archive) as zipped:
        for info in zipped.infolist():
            parts = info.filename.split("/")
            if info.is_dir() or parts[-1].startswith((".", "~")):
                continue
            while parts:
                pieces = parts.pop(0).split("_", 4)
                if len(pieces) < 4 or not pieces[1].isdigit() or int(pieces[1]) not in participants:
                    continue
                assert pieces[2:4] == ["assignsubmission", "file"]
                name = "/".join([*pieces[4:], *parts]).strip("/")
                taken.setdefault(int(pieces[1]), {})[name] = zipped.read(info)
                break
    return taken


def shown(comment: str) -> str:
    """What a reader sees of a comment in HTML."""
    return html.unescape(re.sub(r"<[^>]+>", " ", comment))
