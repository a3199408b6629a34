"""Makes names for our own folders and files out of names that other people chose."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

MAX_FOLDER = 40
MAX_FILE = 100
_NOT_IN_FOLDERS = re.compile(r"[^A-Za-z0-9_-]+")
_NOT_IN_FILES = re.compile(r"[^\w\-+=@,()\[\] .]+")
# Letters that are not another letter with an accent.
_SPELT = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
                        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i"})  # fmt: skip


def folder_name(text: str) -> str:
    """Give a folder's name of A-Z, a-z, 0-9, _ and - that reads like a text; "" when nothing of it is left."""
    plain = unicodedata.normalize("NFKD", text.translate(_SPELT))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_IN_FOLDERS.sub("-", plain).strip("-_")[:MAX_FOLDER].strip("-_")


def not_taken(wanted: str, taken: Collection[str]) -> str:
    """Give a name, or with -2, -3 … behind it where it is taken; `taken` holds names in casefold."""
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def file_path(path: PurePosixPath) -> PurePosixPath:
    """Give a path whose parts can be written and shown anywhere; it stays as it is where they can be."""
    return PurePosixPath(*(_file_name(part) for part in path.parts))


def _file_name(part: str) -> str:
    clean = _NOT_IN_FILES.sub("_", unicodedata.normalize("NFC", part)).strip().lstrip(".").rstrip(". ") or "_"
    if len(clean.encode()) <= MAX_FILE:
        return clean
    stem, dot, ending = clean.rpartition(".")
    ending = dot + ending if stem and len(ending) <= 10 and ending.isascii() else ""
    mark = "-" + hashlib.sha256(part.encode("utf-8", "replace")).hexdigest()[:8]  # two long names stay two
    room = MAX_FILE - len(ending) - len(mark)
    return (stem if ending else clean).encode()[:room].decode("utf-8", "ignore") + mark + ending


def distinct(paths: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    """Give paths that differ in more than small and capital letters, and of which none is a folder of another."""
    taken: set[str] = set()
    folders: set[str] = set()
    result = []
    for path in paths:
        # A file may stand where its folder should.
        wanted = PurePosixPath("_".join(path.parts)) if _folders(path) & taken else path
        name, number = wanted, 1
        while str(name).casefold() in taken or str(name).casefold() in folders:
            number += 1
            name = wanted.with_name(f"{wanted.stem}-{number}{wanted.suffix}")
        taken.add(str(name).casefold())
        folders |= _folders(name)
        result.append(name)
    return result


def _folders(path: PurePosixPath) -> set[str]:
    return {str(parent).casefold() for parent in path.parents} - {"."}
