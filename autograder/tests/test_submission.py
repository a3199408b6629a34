"""Hostile bytes in: every file gives a notebook or a reason, and every folder a submission or a reason."""

import hashlib
import json
import os
import random
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.judge.submission import (
    Unreadable,
    find_notebook,
    read_notebook,
    recognise,
    submission_hash,
)

LIMIT = 2_000_000


def notebook_bytes(*cells, **top):
    """Give the bytes of a notebook with these raw cells."""
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells), **top}).encode()


def code(source="means = 1", **more):
    """Give a raw code cell."""
    return {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], **more}


GOOD = notebook_bytes(code("means = 1"), {"cell_type": "markdown", "metadata": {}, "source": "# Größe"})

SAVED = {
    "plain": (GOOD, "means = 1"),
    "utf8_bom": (b"\xef\xbb\xbf" + GOOD, "means = 1"),
    "utf16_bom": (GOOD.decode().encode("utf-16"), "means = 1"),
    "utf16_without_bom": (GOOD.decode().encode("utf-16-le"), "means = 1"),
    "zeros_at_the_end": (GOOD + b"\0" * 4096, "means = 1"),
    "rest_of_an_older_file": (GOOD + b'": 3}]}', "means = 1"),
    "windows_1252": ('{"cells": [{"cell_type": "code", "source": "größe = 1"}]}'.encode("cp1252"), "größe = 1"),
    "one_flipped_byte": (
        '{"cells": [{"cell_type": "code", "source": "größe = 1  # @"}]}'.encode().replace(b"@", b"\xff"),
        "größe = 1  # \N{REPLACEMENT CHARACTER}",
    ),
    "source_as_lines": (notebook_bytes(code(["a = 1\n", "b = 2"])), "a = 1\nb = 2"),
    "source_with_other_things": (notebook_bytes(code(["a = 1\n", 3, None, "b = 2"])), "a = 1\nb = 2"),
    "source_is_a_number": (notebook_bytes(code(17)), ""),
    "source_is_an_object": (notebook_bytes(code({"a": 1})), ""),
    "source_missing": (notebook_bytes({"cell_type": "code"}), ""),
    "windows_line_ends": (notebook_bytes(code("a = 1\r\nb = 2")), "a = 1\nb = 2"),
    "lone_surrogate": (notebook_bytes(code("a = '\ud83d'")), "a = '\N{REPLACEMENT CHARACTER}'"),
    "null_bytes": (notebook_bytes(code("a\0 = 1")), "a = 1"),
    "raw_control_characters": (b'{"cells": [{"cell_type": "code", "source": "a = 1\nb = 2"}]}', "a = 1\nb = 2"),
    "nan_in_outputs": (GOOD.replace(b'"outputs": []', b'"outputs": [NaN, -Infinity, 1e999]'), "means = 1"),
    "number_of_5000_digits": (GOOD.replace(b'"outputs": []', b'"outputs": [' + b"9" * 5000 + b"]"), "means = 1"),
    "outputs_garbage": (notebook_bytes(code(outputs={"a": [{}]})), "means = 1"),
    "metadata_garbage": (notebook_bytes(code(metadata=["a"]), metadata=7), "means = 1"),
    "nbgrader_garbage": (notebook_bytes(code(metadata={"nbgrader": {"grade_id": ["x"]}})), "means = 1"),
    "duplicate_keys": (b'{"cells": [], "cells": [{"cell_type": "code", "source": "a"}]}', "a"),
    "cells_of_wrong_types": (notebook_bytes(None, 3, "x", [], code("a = 1")), "a = 1"),
    "cell_type_missing": (notebook_bytes({"source": "a = 1", "outputs": []}), "a = 1"),
    "cell_type_garbage": (notebook_bytes({"cell_type": {"a": 1}, "source": "a = 1"}), "a = 1"),
    "ids_garbage": (notebook_bytes(code(id=3), code(id=" "), code(id="x"), code(id="x")), "means = 1"),
    "attachments": (notebook_bytes({"cell_type": "markdown", "source": "x", "attachments": 4}), "x"),
    "format_0": (notebook_bytes(code(), nbformat=0), "means = 1"),
    "format_5": (notebook_bytes(code(), nbformat=5), "means = 1"),
    "format_nonsense": (notebook_bytes(code(), nbformat="four", nbformat_minor=[]), "means = 1"),
    "format_3": (
        b'{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["a = 1"]}]}, 3, {}]}',
        "a = 1",
    ),
    "format_3_heading": (
        b'{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "heading", "level": 2, "source": "Means"}]}]}',
        "## Means",
    ),
    "format_2": (b'{"nbformat": 2, "worksheets": [{"cells": [{"cell_type": "code", "input": "a"}]}]}', "a"),
    "format_1": (b'{"nbformat": 1, "cells": [{"cell_type": "code", "code": "a = 1"}]}', "a = 1"),
}


@pytest.mark.parametrize("case", SAVED)
def test_saves_what_can_be_saved(case):
    """A file with something readable in it gives a valid notebook of format 4.5 with that in it."""
    data, source = SAVED[case]
    notebook = read_notebook(data, LIMIT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.cells[0].source == source


REFUSED = {
    "empty": (b"", "empty"),
    "only_white_space": (b" \n\t", "empty"),
    "only_zeros": (b"\0" * 4096, "empty"),
    "too_large": (b" " * (LIMIT + 1), "at most 2.0 MB"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "zip": (b"PK\x03\x04....", "zip archive"),
    "gzip": (b"\x1f\x8b\x08....", "compressed archive"),
    "picture": (b"\x89PNG\r\n\x1a\n", "picture"),
    "word": (b"\xd0\xcf\x11\xe0....", "Office document"),
    "web_page": (b"<!DOCTYPE html><html><body>kmeans</body></html>", "web page"),
    "lfs_pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "git lfs pull"),
    "python_source": (b"# the answer\nimport numpy as np\nmeans = np.zeros((10, 784))\n", "Python source"),
    "plain_text": (b"I will hand it in tomorrow", "plain text"),
    "random_bytes": (random.Random(1).randbytes(5000), "binary data, not a notebook"),
    "every_byte": (bytes(range(256)), "binary data, not a notebook"),
    "text_of_windows": ("Ich gebe morgen ab, wünsche aber Glück".encode("cp1252"), "plain text"),
    "text_in_utf_16": ("morgen, später".encode("utf-16"), "plain text"),
    "conflict": (GOOD.replace(b'"cells"', b'\n<<<<<<< HEAD\n"cells"\n=======\n>>>>>>> theirs\n'), "conflict markers"),
    "broken_off": (GOOD[: len(GOOD) // 2], "breaks off (line 1, column"),
    "broken_off_in_a_name": (GOOD[: GOOD.index(b'"cells') + 3], "breaks off"),
    "a_comma_missing": (GOOD.replace(b'4, "nbformat_minor"', b'4 "nbformat_minor"'), "damaged at line 1, column 16"),
    "nested_too_deeply": (b'{"cells": ' + b"[" * 200_000, "nested too deeply"),
    "a_list": (b"[1, 2]", "not a notebook"),
    "a_string": (b'"kmeans"', "not a notebook"),
    "null": (b"null", "not a notebook"),
    "no_cells": (notebook_bytes(), "no cells"),
    "cells_is_no_list": (b'{"nbformat": 4, "cells": {"0": {}}}', "no cells"),
    "worksheets_garbage": (b'{"nbformat": 3, "worksheets": [{"cells": 3}, 4]}', "no cells"),
    "too_many_cells": (notebook_bytes(*[{"source": ""}] * 6000), "6,000 cells"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refuses_with_a_reason(case):
    """A file with nothing to save is refused in plain words that say what it is."""
    data, why = REFUSED[case]
    with pytest.raises(Unreadable) as refused:
        read_notebook(data, LIMIT)
    assert why in refused.value.reason
    assert refused.value.reason.endswith(".")


def mutations(data, rng):
    """Give endless damaged forms of `data`: cut, flipped, doubled, spliced with pieces of JSON."""
    pieces = [b"[", b"]", b"{", b"}", b'"', b"null", b"NaN", b"\\ud800", b"\0", b"\xff", b"1e999", b'"cells":']
    while True:
        damaged = bytearray(data)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(damaged) + 1)
            act = rng.randrange(5)
            if act == 0:
                del damaged[at:]
            elif act == 1 and damaged:
                damaged[at % len(damaged)] ^= 1 << rng.randrange(8)
            elif act == 2:
                damaged[at:at] = rng.choice(pieces)
            elif act == 3:
                del damaged[at : at + rng.randrange(20)]
            else:
                damaged[at:at] = damaged[at : at + 50]
        yield bytes(damaged)


def tree(rng, depth=0):
    """Give a random JSON value, with the words of notebooks among its keys."""
    words = ("cells", "cell_type", "source", "input", "metadata", "nbgrader", "grade_id", "id", "level", "text")
    leaves = (None, True, 7, -1.5, "code", "markdown", "heading", "a = 1", "\ud800", "\0", "", float("nan"))
    kind = rng.randrange(3 if depth < 6 else 1)
    if kind == 0:
        return rng.choice(leaves)
    if kind == 1:
        return [tree(rng, depth + 1) for _ in range(rng.randrange(4))]
    return {rng.choice((*words, "worksheets", "kmeans_by_hand")): tree(rng, depth + 1) for _ in range(rng.randrange(6))}


def test_no_bytes_raise_anything_else():
    """Thousands of damaged files each give a valid notebook or a reason."""
    rng = random.Random(20)
    rich = notebook_bytes(
        code(["means = 1\n"], id="a", metadata={"nbgrader": {"grade_id": "x"}}, outputs=[{"data": {}}]),
        {"cell_type": "markdown", "source": "é"},
        metadata={"kmeans_by_hand": {"assignment": "02_kmeans"}},
    )
    damaged = mutations(rich, rng)
    files = [next(damaged) for _ in range(3000)]
    files += [json.dumps({"cells": tree(rng), "metadata": tree(rng)}).encode() for _ in range(1500)]
    files += [json.dumps({"cells": [tree(rng), tree(rng), code()]}).encode() for _ in range(1500)]
    read = 0
    for data in files:
        try:
            notebook = read_notebook(data, LIMIT)
        except Unreadable:
            continue
        read += 1
        if read % 10 == 0:
            nbformat.validate(notebook)
        json.dumps(notebook, ensure_ascii=False).encode()
    assert 1000 < read < len(files)


def test_keeps_only_what_tells_cells_and_assignment():
    """Of the metadata grade ids and the release's own words remain; outputs and counts are gone."""
    cell = code(
        metadata={"nbgrader": {"grade_id": "a_code", "points": 99}, "tags": ["skip-execution"]},
        outputs=[{"output_type": "stream", "name": "stdout", "text": "x"}],
        execution_count=3,
    )
    top = {"kmeans_by_hand": {"assignment": "02_kmeans", "x": 4, "bell": "\a"}, "kernelspec": {"name": "sh"}}
    notebook = read_notebook(notebook_bytes(cell, metadata=top), LIMIT)
    assert notebook.metadata == {"kmeans_by_hand": {"assignment": "02_kmeans"}}
    assert notebook.cells[0].metadata == {"nbgrader": {"grade_id": "a_code"}}
    assert notebook.cells[0].outputs == [] and notebook.cells[0].execution_count is None


def test_takes_the_cell_id_from_where_colab_keeps_it():
    """An id in a cell's metadata counts where the cell has none."""
    notebook = read_notebook(notebook_bytes(code(metadata={"id": "abc"}), nbformat_minor=0), LIMIT)
    assert notebook.cells[0].id == "abc"


def find(folder, name="kmeans.ipynb", max_bytes=LIMIT):
    """Look for the notebook of the exercise."""
    return find_notebook(folder, name, max_bytes)


def put(folder, files):
    """Write files, given as name -> bytes, and give the folder."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


TAKEN = {
    "exact": (["kmeans.ipynb"], "kmeans.ipynb", None),
    "exact_among_others": (["kmeans.ipynb", "a.ipynb"], "kmeans.ipynb", "not `a.ipynb`"),
    "upper_case": (["Kmeans.IPYNB", "warmup.ipynb"], "Kmeans.IPYNB", "`Kmeans.IPYNB`"),
    "the_only_one": (["homework.ipynb", "notes.txt"], "homework.ipynb", "`homework.ipynb`"),
    "browser_copy": (["kmeans (1).ipynb", "other.ipynb"], "kmeans (1).ipynb", "`kmeans (1).ipynb`"),
    "jupyter_copy": (["kmeans-Copy1.ipynb", "a.ipynb"], "kmeans-Copy1.ipynb", "`kmeans-Copy1.ipynb`"),
    "colab_copy": (["Copy of kmeans.ipynb", "a.ipynb"], "Copy of kmeans.ipynb", "`Copy of kmeans.ipynb`"),
    "named_after_the_student": (["alice_kmeans.ipynb", "a.ipynb"], "alice_kmeans.ipynb", "`alice_kmeans.ipynb`"),
    "in_a_folder": (["work/kmeans.ipynb"], "work/kmeans.ipynb", "`work/kmeans.ipynb`"),
    "renamed_by_a_browser": (["kmeans.ipynb.txt"], "kmeans.ipynb.txt", "`kmeans.ipynb.txt`"),
    "checkpoint_left_aside": ([".ipynb_checkpoints/kmeans.ipynb", "a.ipynb"], "a.ipynb", "`a.ipynb`"),
    "apple_double_left_aside": (["._kmeans.ipynb", "__MACOSX/kmeans.ipynb", "b.ipynb"], "b.ipynb", "`b.ipynb`"),
}


@pytest.mark.parametrize("case", TAKEN)
def test_takes_the_likeliest_notebook(tmp_path, case):
    """The named notebook is taken, else the likeliest, and a note says which where that is not plain."""
    names, taken, note = TAKEN[case]
    found = find(put(tmp_path, dict.fromkeys(names, GOOD)))
    assert found.path == tmp_path / taken
    assert found.data == GOOD
    assert (note in found.notes[0]) if note else not found.notes


def test_takes_the_newest_of_equals_and_no_empty_one(tmp_path):
    """Of two copies the newer is taken, and an empty file of the right name is passed over."""
    put(tmp_path, {"kmeans.ipynb": b"", "kmeans (1).ipynb": GOOD, "kmeans (2).ipynb": GOOD + b" "})
    os.utime(tmp_path / "kmeans (1).ipynb", (2e9, 2e9))
    os.utime(tmp_path / "kmeans (2).ipynb", (1e9, 1e9))
    assert find(tmp_path).path.name == "kmeans (1).ipynb"


LEFT_OUT = {
    "load.py": "imported in place of",
    "Load.py": "imported in place of",
    "autograder.py": "imported in place of",
    "autograder/__init__.py": "imported in place of",
    "autograder/checks.py": "imported in place of",
    "numpy.py": "imported in place of",
    "numpy/__init__.py": "imported in place of",
    "numpy.cpython-311-x86_64-linux-gnu.so": "imported in place of",
    "matplotlib.pyc": "imported in place of",
    "IPython/__init__.py": "imported in place of",
    "random.py": "imported in place of",
    "conftest.py": "imported in place of",
    "sitecustomize.py": "imported in place of",
    "ipython_config.py": "settings",
    "jupyter_nbconvert_config.json": "settings",
    "nbgrader_config.py": "settings",
    "matplotlibrc": "settings",
    "bell\a.py": "unusual characters",
    "back\\slash.py": "unusual characters",
    "huge.bin": "taken along",
}


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@pytest.mark.parametrize("name", LEFT_OUT)
def test_leaves_out_files_that_would_get_in_the_way(tmp_path, name):
    """A file that shadows a module, sets Jupyter up, has an odd name or is too large is left out with a note."""
    size = LIMIT + 1 if name == "huge.bin" else 1
    found = find(put(tmp_path, {"kmeans.ipynb": GOOD, name: b"x" * size}))
    assert found.others == {}
    assert LEFT_OUT[name] in found.notes[0]
    assert found.notes[0].isprintable()


@pytest.mark.skipif(os.name == "nt", reason="names are bytes elsewhere only")
def test_a_name_that_is_no_text_is_left_out(tmp_path):
    """A file whose name cannot be decoded is left out, and shown with a question mark."""
    try:
        put(tmp_path, {"kmeans.ipynb": GOOD, os.fsdecode(b"\xff.py"): b"x"})
    except OSError:  # macOS
        return
    found = find(tmp_path)
    assert found.others == {} and "`?.py`" in found.notes[0]


def test_keeps_helpers_and_data(tmp_path):
    """Helper modules and data come along, by their paths as the notebook sees them."""
    files = {"helper.py": b"a", "data/x.csv": b"b", "random.csv": b"c", "lib/numpy_tools.py": b"d"}
    found = find(put(tmp_path, {"kmeans.ipynb": GOOD, **files, "timestamp.txt": b"nbgrader's own"}))
    assert found.others == files
    assert found.notes == ()
    inside = find(put(tmp_path / "again", {f"work/{name}": data for name, data in {"k.ipynb": GOOD, **files}.items()}))
    assert inside.others == files


def test_other_files_are_bounded(tmp_path):
    """Beyond a number of files and their size together the rest is left out."""
    found = find(put(tmp_path, {"kmeans.ipynb": GOOD, **{f"part{i:03}.txt": b"x" * 30_000 for i in range(150)}}))
    assert len(found.others) == LIMIT // 30_000
    assert "and 79 more" in found.notes[0]


def test_a_flood_of_files_cannot_hide_the_notebook(tmp_path):
    """Among thousands of files the named notebook is found at once, and the others are left out."""
    for number in range(3000):
        (tmp_path / f"a{number}.txt").touch()
    found = find(put(tmp_path, {"kmeans.ipynb": GOOD}))
    assert found.data == GOOD and found.others == {}
    assert "more than 1,000 files" in found.notes[-1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and FIFOs")
@pytest.mark.parametrize("case", ["link", "folder_link", "fifo", "socket", "dangling", "loop", "self_link"])
def test_nothing_but_regular_files_is_opened(tmp_path, case):
    """Links, pipes and sockets in place of the notebook or beside it are refused at once, with a reason."""
    secret = put(tmp_path / "secret", {"kmeans.ipynb": b"secret", "data.csv": b"secret"})
    folder = tmp_path / "folder"
    folder.mkdir()
    make = {
        "link": lambda path: path.symlink_to(secret / "kmeans.ipynb"),
        "folder_link": lambda path: (folder / "in").symlink_to(secret),
        "fifo": os.mkfifo,
        "socket": lambda path: os.mknod(path, 0o140600),
        "dangling": lambda path: path.symlink_to("nowhere"),
        "loop": lambda path: (folder / "in").symlink_to(folder),
        "self_link": lambda path: path.symlink_to("kmeans.ipynb"),
    }[case]
    make(folder / "kmeans.ipynb")
    started = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        find(folder)
    assert "no notebook" in refused.value.reason
    assert "regular" in refused.value.reason or "link" in refused.value.reason
    found = find(put(folder, {"other.ipynb": GOOD}))
    assert found.data == GOOD and found.others == {}
    assert time.monotonic() - started < 20


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links")
def test_a_link_for_a_folder_is_no_submission(tmp_path):
    """A link in the place of the submitted folder is not followed."""
    put(tmp_path / "real", {"kmeans.ipynb": GOOD})
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(Unreadable, match="Nothing was handed in"):
        find(tmp_path / "link")


def test_no_notebook_says_what_there_is(tmp_path):
    """Where there is no notebook, the reason names what was handed in instead."""
    with pytest.raises(Unreadable, match=r"Nothing was handed in"):
        find(tmp_path / "nobody")
    with pytest.raises(Unreadable, match=r"no file at all"):
        find(tmp_path)
    with pytest.raises(Unreadable, match=r"`kmeans.html`, `kmeans.py`.*ends in `.ipynb`"):
        find(put(tmp_path, {"kmeans.py": b"x", "kmeans.html": b"x"}))


def test_a_notebook_too_large_is_not_read(tmp_path):
    """A notebook above the limit is refused by its size alone."""
    put(tmp_path, {"kmeans.ipynb": b""})
    os.truncate(tmp_path / "kmeans.ipynb", 10**12)
    with pytest.raises(Unreadable, match=r"1000000.0 MB; at most 2.0 MB"):
        find(tmp_path)


def test_what_may_not_be_read_gives_a_reason(tmp_path, monkeypatch):
    """A notebook or folder that the system refuses to open is refused with the system's own words."""

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    put(tmp_path, {"kmeans.ipynb": GOOD})
    with monkeypatch.context() as patch, pytest.raises(Unreadable, match=r"cannot be read \(Permission denied\)"):
        patch.setattr(os, "open", refuse)
        find(tmp_path)
    with monkeypatch.context() as patch, pytest.raises(Unreadable, match=r"they cannot be read"):
        patch.setattr(os, "scandir", refuse)
        find(tmp_path)


def test_hash_is_that_of_the_file_and_changes_with_every_part():
    """Alone, a notebook has its file's SHA-256; any change in data, names or other files changes the hash."""
    assert submission_hash(GOOD, {}) == hashlib.sha256(GOOD).hexdigest()
    different = [
        submission_hash(GOOD, {}),
        submission_hash(GOOD + b" ", {}),
        submission_hash(GOOD, {"a": b"bc"}),
        submission_hash(GOOD, {"ab": b"c"}),
        submission_hash(GOOD, {"a": b"b", "c": b""}),
    ]
    assert len(set(different)) == len(different)
    assert submission_hash(GOOD, {"a": b"1", "b": b"2"}) == submission_hash(GOOD, {"b": b"2", "a": b"1"})


def released(assignment, ids, lines):
    """Give a released notebook with these grade ids and lines."""
    cells = [new_markdown_cell("# K-means by hand"), *map(new_code_cell, lines)]
    for cell, name in zip(cells[1:], ids, strict=False):
        cell.metadata["nbgrader"] = {"grade_id": name}
    return new_notebook(cells=cells, metadata={"kmeans_by_hand": {"assignment": assignment}})


RELEASED = {
    "01_numpy_warmup": released("01_numpy_warmup", ["strip_code"], ["strip = ...", "import numpy as np"]),
    "02_kmeans": released("02_kmeans", ["means_code"], ["means = ...", "num_means = 10", "import numpy as np"]),
}
RECOGNISED = {
    "metadata": ({"metadata": {"kmeans_by_hand": {"assignment": "02_kmeans"}}}, [], "02_kmeans"),
    "metadata_of_nowhere": ({"metadata": {"kmeans_by_hand": {"assignment": "../x"}}}, [], None),
    "grade_ids": ({}, [code("x", metadata={"nbgrader": {"grade_id": "means_code"}})], "02_kmeans"),
    "lines": ({}, [code("num_means = 10\nmeans = test_x[:10]")], "02_kmeans"),
    "lines_of_both": ({}, [code("import numpy as np")], None),
    "nothing": ({}, [], None),
}


@pytest.mark.parametrize("case", RECOGNISED)
def test_recognises_the_assignment(case):
    """The assignment is known by metadata, else by grade ids, else by lines of its own; else it is None."""
    top, cells, assignment = RECOGNISED[case]
    assert recognise(read_notebook(notebook_bytes(code("x = 1"), *cells, **top), LIMIT), RELEASED) == assignment
