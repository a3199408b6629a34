"""The journal loses nothing that was written, whatever happened to its last line."""

import json
import os
import stat

import pytest

from autograder.grade import journal
from autograder.grade.journal import KEY, Journal, is_done, is_outdated


def record(student="s01", score=20.0, **more):
    """Make a record as the grader writes it."""
    key = {"student": student, "assignment": "02_kmeans", "submission": "ab12", "course": "cd34", "engine": "0.1"}
    return {**key, "score": score, "max_score": 20.0, "exercises": [], **more}


@pytest.fixture
def kept(tmp_path):
    """A journal in a folder that does not exist yet."""
    return Journal(tmp_path / "records" / "02_kmeans.jsonl")


def test_a_journal_that_does_not_exist_is_empty(kept):
    """Before anything was graded there are no records, and asking makes no file."""
    assert kept.records() == {}
    assert not kept.path.parent.exists()


def test_what_is_appended_is_read_again(kept):
    """Two records come back as they were, other alphabets and line breaks included, one line each."""
    first, second = record(message="größer\n∑ \u2028 \ud800"), record("s02", 3.5)
    kept.append(first)
    kept.append(second)
    assert kept.records() == {"s01": first, "s02": second}
    assert Journal(kept.path).records() == kept.records()
    assert kept.path.read_bytes().count(b"\n") == 2
    assert kept.path.read_bytes().isascii()


def test_the_newest_record_of_a_student_counts(kept):
    """A regrade is a new line; the old one stays in the file."""
    for score in (5.0, 9.0, 7.0):
        kept.append(record(score=score))
    assert kept.records()["s01"]["score"] == 7.0
    assert kept.path.read_bytes().count(b"\n") == 3


@pytest.mark.skipif(os.name == "nt", reason="only on systems with file modes")
def test_only_the_owner_can_read_it(kept):
    """The file and its folder are private, whatever the umask is."""
    before = os.umask(0)
    try:
        kept.append(record())
    finally:
        os.umask(before)
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("cut", [1, 2, 10, 100])
def test_a_torn_last_line_costs_only_itself(kept, cut):
    """After a crash in the middle of a line the others are read, and the next record gets a line of its own."""
    kept.append(record("s01"))
    kept.append(record("s02"))
    whole = kept.path.read_bytes()
    kept.path.write_bytes(whole[:-cut])
    rest = {"s01", "s02"} if cut == 1 else {"s01"}
    assert kept.records().keys() == rest
    kept.append(record("s03"))
    assert kept.records().keys() == rest | {"s03"}
    kept.append(record("s02", 1.0))
    assert kept.records()["s02"]["score"] == 1.0


@pytest.mark.parametrize(
    "line",
    [
        b"", b" ", b"null", b"[]", b"3", b'"s01"', b"{}", b"{", b"\xff\xfe", b"\0" * 100, b"[" * 100_000,
        b'{"student": "s09"}', json.dumps(record(student=9)).encode(), json.dumps(record(engine=None)).encode(),
        json.dumps([record("s09")]).encode(),
    ],
    ids=lambda line: repr(line[:20]),
)  # fmt: skip
def test_lines_that_are_no_records_are_passed_over(kept, line):
    """Empty lines, other JSON, damaged bytes and records without a whole key change nothing."""
    kept.append(record("s01"))
    with kept.path.open("ab") as file:
        file.write(line + b"\n")
    kept.append(record("s02"))
    assert kept.records().keys() == {"s01", "s02"}


def test_what_is_no_json_is_not_written(kept):
    """A record with a number that JSON does not know raises before anything is written."""
    kept.append(record())
    before = kept.path.read_bytes()
    with pytest.raises(ValueError, match="JSON"):
        kept.append(record("s02", float("nan")))
    assert kept.path.read_bytes() == before


def test_a_line_is_on_the_disk_when_append_returns(kept, monkeypatch):
    """Each record is flushed to the disk, and a write that takes several goes is completed."""
    flushed, write = [], os.write
    monkeypatch.setattr(journal.os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_size))
    monkeypatch.setattr(journal.os, "write", lambda handle, data: write(handle, bytes(data[:7])))
    kept.append(record())
    kept.append(record("s02"))
    assert kept.records().keys() == {"s01", "s02"}
    assert flushed[-1] == kept.path.stat().st_size


def test_a_record_is_found_by_its_place(kept):
    """Where each student's newest record is, with what is asked of all; it is read from there, in any order."""
    kept.append(record("s01", 3.0), record("s02", 4.0, grader_failed=True), record("s01", 5.0, message="größer"))
    lines = kept.newest()
    assert (lines["s01"].score, lines["s01"].grader_failed, lines["s02"].grader_failed) == (5.0, False, True)
    assert [found["score"] for found in kept.read([lines["s02"], lines["s01"]])] == [4.0, 5.0]


def test_a_record_is_done_for_its_submission(kept):
    """Another submission has to be graded; so has one that we failed at. Another course or engine outdates a record."""
    kept.append(record("s01"), record("s02", grader_failed=True))
    lines, key = kept.newest(), {part: record()[part] for part in KEY}
    assert is_done(lines["s01"], key)
    assert not is_done(lines["s01"], {**key, "submission": "other"})
    assert not is_done(lines["s02"], {**key, "student": "s02"})
    assert not is_done(None, key)
    assert not is_outdated(lines["s01"], key)
    for name in ("course", "engine"):
        assert is_done(lines["s01"], {**key, name: "other"})
        assert is_outdated(lines["s01"], {**key, name: "other"})
