"""Reads what one student handed in: within bounds, and under names that can be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from autograder.lms.archive import Archive, Damaged, Entry
from autograder.lms.gather import Gathered
from autograder.lms.safe_names import distinct, file_path
from autograder.lms.sent import is_named_as, is_notebook
from autograder.lms.zip_archive import open_nested

MAX_FILES = 200  # of one submission
TIMESTAMP = "timestamp.txt"  # nbgrader's own: a student's would tell when they would like to have handed in


@dataclass(frozen=True)
class Rules:
    """The released notebook's name with .ipynb, and the bytes that a notebook may have."""

    notebook: str
    max_bytes: int

    @property
    def max_submission(self) -> int:
        """Bytes that all of a submission may have: a notebook, and beside it as much as grading takes along."""
        return 2 * self.max_bytes


@dataclass(frozen=True)
class File:
    """One file as it will be written."""

    data: bytes
    modified: datetime | None


@dataclass
class Contents:
    """A submission's files by their paths, and a line for each that was left out.

    `unreadable` says why there is no notebook to grade though there may have been one in the archive. `named` is what
    the student called the notebook, where it gets the released name; `typed` is what was typed into the LMS.
    """

    files: dict[PurePosixPath, File] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unreadable: str = ""
    named: str = ""
    typed: bool = False


@dataclass(frozen=True)
class _Source:
    """A file to read: its path among the student's own, and where it is."""

    path: PurePosixPath
    entry: Entry
    archive: Archive


def read_contents(archive: Archive, gathered: Gathered, rules: Rules) -> Contents:
    """Read a student's files. A zip is unpacked, once, when it brings the only notebook."""
    contents = Contents()
    sources = [_Source(sent.file, entry, archive) for sent, entry in gathered.files if sent.kind == "file"]
    if not sources:  # typed into the LMS: no notebook, but something
        sources = [_Source(sent.file, entry, archive) for sent, entry in gathered.files if sent.kind == "text"]
        contents.typed = bool(sources)
    loaded, lost = _load(sources, rules)
    contents.notes += [f"{path}: {why}" for path, why in lost.items()]
    if not any(is_notebook(path) for path in loaded):
        loaded = _unpacked(loaded, rules, contents)
    if not any(is_notebook(path) for path in loaded):
        notebooks = [f"{path}: {why}" for path, why in lost.items() if is_notebook(path) or path.suffix == ".zip"]
        contents.unreadable = next(iter(notebooks or ([] if loaded else contents.notes)), "")
    files = _written_names(loaded, contents)
    theirs = _meant(files, rules.notebook)
    if theirs:
        contents.named = theirs.name if theirs.name != rules.notebook else ""
        files = {PurePosixPath(rules.notebook) if path == theirs else path: file for path, file in files.items()}
    contents.files = files
    return contents


def _load(
    sources: Iterable[_Source], rules: Rules
) -> tuple[dict[PurePosixPath, File], dict[PurePosixPath, str]]:
    """Read files while there is room, notebooks first; give them, and why others are left out."""
    loaded: dict[PurePosixPath, File] = {}
    lost: dict[PurePosixPath, str] = {}
    left = rules.max_submission
    for source in sorted(sources, key=lambda each: not is_notebook(each.path)):
        try:
            if source.entry.size > rules.max_bytes:
                raise Damaged(f"it has {_size(source.entry.size)}, and at most {_size(rules.max_bytes)} are taken")
            if source.entry.size > left or len(loaded) >= MAX_FILES:
                raise Damaged(f"of one student at most {MAX_FILES} files and {_size(rules.max_submission)} are taken")
            loaded[source.path] = File(source.archive.read(source.entry), source.entry.modified)
            left -= source.entry.size
        except Damaged as problem:
            lost[source.path] = str(problem)
    return loaded, lost


def _unpacked(loaded: dict[PurePosixPath, File], rules: Rules, contents: Contents) -> dict[PurePosixPath, File]:
    """Put the files of a zip that holds a notebook in its place; what is zipped inside of it stays as it is."""
    result = dict(loaded)
    for path in [path for path in loaded if path.suffix.lower() == ".zip"]:
        try:
            nested = open_nested(loaded[path].data, 5 * MAX_FILES)
        except Damaged as problem:
            contents.notes.append(f"{path}: {problem}")
            continue
        contents.notes += [f"{path}: {refusal.name}: {refusal.why}" for refusal in nested.refused]
        inside, lost = _load((_Source(entry.path, entry, nested) for entry in nested.entries), rules)
        contents.notes += [f"{path}: {name}: {why}" for name, why in lost.items()]
        if any(is_notebook(name) for name in inside):
            del result[path]
            return {**inside, **{name: file for name, file in result.items() if name not in inside}}
    return result


def _written_names(loaded: dict[PurePosixPath, File], contents: Contents) -> dict[PurePosixPath, File]:
    """Give the files names that can be written, without folders that stand around all of them."""
    around = _around(list(loaded))
    paths = [file_path(PurePosixPath(*path.parts[around:])) for path in loaded]
    files = dict(zip(distinct(paths), loaded.values(), strict=True))
    for path, written in zip(paths, files, strict=True):
        if path != written:
            contents.notes.append(f"{path}: another file has this name, so it becomes {written.name}")
    for path in [path for path in files if str(path).casefold() == TIMESTAMP]:
        contents.notes.append(f"{path}: is left out, since the time of handing in is not the student's to tell")
        del files[path]
    return files


def _around(paths: list[PurePosixPath]) -> int:
    around = 0
    while paths and all(len(path.parts) > around + 1 for path in paths):
        if len({path.parts[around] for path in paths}) > 1:
            break
        around += 1
    return around


def _meant(files: dict[PurePosixPath, File], notebook: str) -> PurePosixPath | None:
    """Choose the notebook that gets the released name, where it is plain which one that is.

    Where several could be meant all keep their names: grading chooses, and tells the student.
    """
    if PurePosixPath(notebook) in files:
        return None
    notebooks = [path for path in files if is_notebook(path)]
    named = [path for path in notebooks if is_named_as(path, notebook)]
    meant = named if len(named) == 1 else notebooks
    if len(meant) != 1 or any(str(path).casefold() == notebook.casefold() for path in files if path != meant[0]):
        return None
    return meant[0]


def _size(count: int) -> str:
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= size:
            return f"{count / size:.3g} {unit}"
    return f"{count} bytes"


def named_files(contents: Contents) -> Iterator[tuple[str, bytes]]:
    """Give the files by name, in an order that does not depend on the archive's."""
    for path in sorted(contents.files):
        yield str(path), contents.files[path].data
