"""A CSV file of an LMS comes out byte for byte as it came in, but for the fields that are replaced."""

from __future__ import annotations

import codecs
import csv
import io
import random

import pytest

from autograder.course import CourseError
from autograder.lms.csv_bytes import parsed, read_csv_bytes

NAMES = ["O'Neill, Zoë \"Z\"", "Müller; Jörg", "=cmd|' /C calc'!A0", "line\nbreak", "car\r\nriage"]
NAMES += ["tab\tin", " padded ", "", "É", '"']
ENCODINGS = {
    "utf-8": b"", "utf-8 with a mark": codecs.BOM_UTF8, "cp1252": b"", "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}  # fmt: skip


def written(chance: random.Random, text: str, delimiter: str) -> str:
    """Write a text as a field, quoted where it must be, and sometimes where it need not."""
    must = any(sign in text for sign in (delimiter, "\r", "\n")) or text.startswith('"')
    return '"' + text.replace('"', '""') + '"' if must or chance.random() < 0.3 else text


@pytest.mark.parametrize("kind", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_only_what_is_replaced_changes(kind: str, delimiter: str) -> None:
    """Whatever the quoting, the line ends and the encoding: all bytes outside the new fields are as they were."""
    chance, encoding = random.Random(kind + delimiter), kind.split()[0]
    for _ in range(40):
        ends = chance.choice([["\r\n"], ["\n"], ["\r"], ["\r\n", "\n", "\r"]])
        table = [["Student", "ID", "Section", "A (1)", "B (2)", "C (3)", "D (4)"]]
        table += [[written(chance, chance.choice(NAMES), delimiter) for _ in range(7)] for _ in range(6)]
        line_ends = [chance.choice(ends) for _ in table]
        line_ends[-1] = chance.choice([line_ends[-1], ""])
        new = {(row, 4): chance.choice(["17.5", "17,5", "0", ""]) for row in chance.sample(range(1, 7), 3)}

        def encoded(rows: list[list[str]], ends: list[str] = line_ends) -> bytes:
            text = "".join(delimiter.join(row) + end for row, end in zip(rows, ends, strict=True))
            return ENCODINGS[kind] + text.encode(encoding)

        expected = [list(row) for row in table]
        for (row, column), text in new.items():
            quoted = table[row][column].startswith('"') or delimiter in text
            expected[row][column] = f'"{text}"' if quoted else text
        file = parsed(encoded(table))
        assert file.delimiter == delimiter and file.encoded() == encoded(table)
        assert file.replaced(new).encoded() == encoded(expected)


def test_fields_say_what_pythons_csv_reads() -> None:
    """Values are those of the standard library, whatever is quoted."""
    chance = random.Random(7)
    for _ in range(200):
        lines = [",".join(written(chance, chance.choice(NAMES), ",") for _ in range(4)) for _ in range(5)]
        text = "a,b,c,d\r\n" + "\r\n".join(lines)
        assert [row.values() for row in parsed(text.encode()).rows] == list(csv.reader(io.StringIO(text, newline="")))


def test_lines_are_counted_through_quoted_line_breaks() -> None:
    """A row knows the line of the file that it begins in."""
    assert [row.line for row in parsed(b'a,b\n"1\r\n2\n3",4\n5,6').rows] == [1, 2, 5]


def test_any_bytes_survive() -> None:
    """An encoding that nobody knows comes out as it came in."""
    data = b"a,b\n" + bytes(byte for byte in range(1, 256) if byte not in b'",;\t\r\n') + b",1\n"
    assert parsed(data).encoded() == data


def test_a_decimal_comma_is_quoted_where_commas_part_fields() -> None:
    """A new text never makes one field two."""
    assert parsed(b"a,b\n1,2\n").replaced({(1, 1): "17,5"}).encoded() == b'a,b\n1,"17,5"\n'


BROKEN = {
    "a workbook of Excel": (b"PK\x03\x04rest", "save it as CSV"),
    "a quote that stays open": (b'a,b\n"x,1\ny,2\n', "line 2: a quote is opened and never closed"),
    "an image": (b"\x89PNG\r\n\0\0\0", "is no text"),
    "nothing": (b"", "is empty"),
    "half a UTF-16 file": (codecs.BOM_UTF16_LE + b"a\0,", "download it once more"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_csv_is_refused_in_one_line(tmp_path, what: str) -> None:
    """The line names the file, what is wrong with it, and what to do."""
    data, words = BROKEN[what]
    path = tmp_path / "marks.csv"
    path.write_bytes(data)
    with pytest.raises(CourseError, match=words) as problem:
        read_csv_bytes(path)
    assert str(path) in str(problem.value) and "\n" not in str(problem.value)
