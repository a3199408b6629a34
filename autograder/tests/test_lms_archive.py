"""Hostile archives: whatever is in one, each file gives bytes or a line, and the whole an archive or one line."""

import os
import random
import stat
import struct
import zipfile
from pathlib import PurePosixPath

import pytest

from autograder.course import CourseError
from autograder.lms import archive as archives
from autograder.lms import zip_archive
from autograder.lms.archive import Damaged, clean_path, open_archive
from autograder.tests.lms_archives import write_zip


def look(path):
    """Give an archive's files with their bytes or why they can't be read, and its refusals by name."""
    with open_archive(path) as archive:
        found = {}
        for entry in archive.entries:
            try:
                found[str(entry.path)] = archive.read(entry)
            except Damaged as problem:
                found[str(entry.path)] = str(problem)
        return found, {refusal.name: refusal.why for refusal in archive.refused}


BAD_NAMES = {
    "../up.ipynb": "leads outside",
    "a/../../up.ipynb": "leads outside",
    "..\\up.ipynb": "leads outside",
    "/etc/passwd": "absolute",
    "\\\\server\\share\\x": "absolute",
    "C:\\x.ipynb": "absolute",
    "c:x.ipynb": "absolute",
    "/".join("abcdefghijklmno"): "folders deep",
    "x" * 1_001: "1,001 characters",
    "./.": "no name",
}


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    """One file is left out with its reason, and the others are there."""
    found, refused = look(write_zip(tmp_path / "a.zip", [(name, b"x"), ("good.ipynb", b"{}")]))
    assert found == {"good.ipynb": b"{}"}
    assert BAD_NAMES[name] in refused[name]


def test_names_are_made_one_way_of_writing(tmp_path):
    """Backslashes are folders, accents are composed, and UTF-8 without its flag is read as what it is."""
    assert clean_path("a\\b/./c.ipynb") == PurePosixPath("a/b/c.ipynb")
    assert clean_path("u\u0308.ipynb") == PurePosixPath("ü.ipynb")
    path = write_zip(tmp_path / "a.zip", [("Jürgen.ipynb", b"x")])
    data = bytearray(path.read_bytes())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        where = data.find(sign) + at
        (flags,) = struct.unpack_from("<H", data, where)
        struct.pack_into("<H", data, where, flags & ~0x800)
    path.write_bytes(data)
    assert look(path)[0] == {"Jürgen.ipynb": b"x"}


def test_what_systems_leave_is_passed_over(tmp_path):
    """Nobody handed in what a Mac, Windows or Jupyter put beside the files."""
    names = ["__MACOSX/._a.ipynb", ".DS_Store", "a/.ipynb_checkpoints/a.ipynb", "Thumbs.db", "a.ipynb"]
    found, refused = look(write_zip(tmp_path / "a.zip", [(name, b"x") for name in names]))
    assert found == {"a.ipynb": b"x"} and not refused


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFBLK])
def test_links_and_devices_in_a_zip_are_refused(tmp_path, kind):
    """What is no regular file is left out with a line."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        info = zipfile.ZipInfo("link.ipynb")
        info.external_attr = (kind | 0o777) << 16
        made.writestr(info, "/etc/passwd")
        made.writestr("good.ipynb", "{}")
    found, refused = look(path)
    assert list(found) == ["good.ipynb"] and list(refused) == ["link.ipynb"]


def patched(path, name, offset, value, local=True):
    """Overwrite two bytes of a file's header in a zip's list, and in front of the file too."""
    data = bytearray(path.read_bytes())
    encoded = name.encode()
    at = data.rfind(encoded) - 46
    struct.pack_into("<H", data, at + offset, value)
    if local:
        struct.pack_into("<H", data, data.find(encoded) - 30 + offset - 2, value)
    path.write_bytes(data)
    return path


def test_an_encrypted_file_is_refused(tmp_path):
    """Nobody is asked for a password."""
    path = patched(write_zip(tmp_path / "a.zip", [("locked.ipynb", b"x"), ("b.ipynb", b"{}")]), "locked.ipynb", 8, 1)
    assert look(path)[1] == {"locked.ipynb": "it is encrypted"}


@pytest.mark.parametrize("method", [9, 12, 14, 93, 99])
def test_other_ways_to_pack_are_refused(tmp_path, method):
    """LZMA can ask for gigabytes of memory, and no LMS packs so."""
    path = patched(write_zip(tmp_path / "a.zip", [("odd.ipynb", b"x"), ("b.ipynb", b"{}")]), "odd.ipynb", 10, method)
    assert "method" in look(path)[1]["odd.ipynb"]


def test_a_damaged_file_costs_no_other(tmp_path):
    """A wrong sum, and a size that is a lie, are told of the one file."""
    path = write_zip(tmp_path / "a.zip", [("bad.ipynb", random.Random(1).randbytes(5_000)), ("good.ipynb", b"{}")])
    data = bytearray(path.read_bytes())
    data[200] ^= 0xFF
    path.write_bytes(data)
    found, _ = look(path)
    assert "it is damaged in the archive" in found["bad.ipynb"] and found["good.ipynb"] == b"{}"


def test_a_file_gives_no_more_than_it_declares(tmp_path):
    """A bomb that declares a small size stays small."""
    path = write_zip(tmp_path / "a.zip", [("bomb.ipynb", b"\0" * 5_000_000)])
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 24, 100)
    path.write_bytes(data)
    found, _ = look(path)
    assert "it is damaged" in found["bomb.ipynb"]


WHOLE = {
    "nothing": (b"", "is empty; download it again"),
    "an empty zip": (b"PK\x05\x06" + b"\0" * 18, "nobody handed in a file"),
    "a notebook": (b'{"cells": []}', "a notebook or other JSON"),
    "a gzip": (b"\x1f\x8b\x08\0\0", "a gzip file"),
    "a web page": (b"<html>", "a web page"),
    "something": (b"hello", "something else"),
    "a beginning": (b"PK\x03\x04" + b"\0" * 500, "breaks off or is damaged"),
}


@pytest.mark.parametrize("case", WHOLE)
def test_what_is_no_zip_is_told_in_one_line(tmp_path, case):
    """The file is named, with what it is instead."""
    data, why = WHOLE[case]
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(CourseError) as told:
        look(path)
    assert why in str(told.value) and str(path) in str(told.value) and "\n" not in str(told.value)


def test_a_truncated_or_changed_zip_never_raises_anything_else(tmp_path):
    """Wherever it breaks off and whichever byte is wrong: an archive, or one line."""
    whole = write_zip(tmp_path / "w.zip", [(f"s{n}.ipynb", b"{}" * 50) for n in range(5)]).read_bytes()
    rng = random.Random(3)
    path = tmp_path / "a.zip"
    opened = 0
    for turn in range(600):
        data = bytearray(whole)
        if turn % 3 == 0:
            del data[rng.randrange(len(data)) :]
        for _ in range(turn % 4):
            data[rng.randrange(len(data))] = rng.randrange(256) if data else 0
        path.write_bytes(data)
        try:
            look(path)
            opened += 1
        except CourseError as problem:
            assert "\n" not in str(problem)
    assert 50 < opened < 600


def test_a_list_of_too_many_files_is_refused_before_it_is_read(tmp_path, monkeypatch):
    """The number of files is bounded, in a zip and in a folder."""
    monkeypatch.setattr(archives, "MAX_ENTRIES", 20)
    monkeypatch.setattr(zip_archive, "MAX_ENTRIES", 20)
    path = write_zip(tmp_path / "a.zip", [(f"s{n}.ipynb", b"") for n in range(21)])
    with pytest.raises(CourseError, match="more than 20 files"):
        look(path)
    with zipfile.ZipFile(path) as made:
        made.extractall(tmp_path / "folder")
    with pytest.raises(CourseError, match="more than 20 files"):
        look(tmp_path / "folder")


def test_a_zip_that_lies_about_the_size_of_its_list_is_refused(tmp_path):
    """A list of more bytes than any class needs is not read."""
    path = write_zip(tmp_path / "a.zip", [("a.ipynb", b"")])
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, data.rfind(b"PK\x05\x06") + 12, 70_000_000)
    path.write_bytes(data)
    with pytest.raises(CourseError, match="more than any class"):
        look(path)


def test_a_folder_is_read_without_its_links(tmp_path):
    """Links are neither followed nor read, also to folders; a pipe is not waited for."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/x.ipynb").write_text("secret")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.ipynb").write_text("{}")
    (folder / "b.ipynb").symlink_to(tmp_path / "secret/x.ipynb")
    (folder / "c").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "d.ipynb")
    found, refused = look(folder)
    assert found == {"a.ipynb": b"{}"}
    assert refused == {"b.ipynb": "it is a link", "c": "it is a link", "d.ipynb": "it is no regular file"}


def test_a_folder_with_nothing_in_it_is_told(tmp_path):
    """One line says what belongs there."""
    with pytest.raises(CourseError, match="is empty"):
        look(tmp_path)
    with pytest.raises(CourseError, match="no such file"):
        look(tmp_path / "nothing.zip")


def test_a_name_that_is_no_text_is_shown_with_a_mark(tmp_path):
    """A name of bytes that are no UTF-8 does not stop the others."""
    with open(os.path.join(os.fsencode(tmp_path), b"\xff.ipynb"), "wb") as file:
        file.write(b"{}")
    assert look(tmp_path)[0] == {"\N{REPLACEMENT CHARACTER}.ipynb": b"{}"}
