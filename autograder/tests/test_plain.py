"""What a student's kernel sends is decoded strictly: plain data, or Malformed and nothing else."""

import json
import math
import random

import numpy as np
import pytest

from autograder.agent import encode
from autograder.plain import MAX_NODES, Decoder, Foreign, Malformed, strict_array


def round_trip(value):
    """Encode a value, send its tree through JSON, and decode it."""
    buffers, functions = [], {}
    tree = json.loads(json.dumps(encode(value, buffers, functions)))
    return Decoder(buffers).decode(tree)


ARRAYS = [
    np.arange(24, dtype=float).reshape(2, 3, 4),
    np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    np.arange(12.0).reshape(3, 4)[::-1, ::2],
    np.arange(6, dtype=">f4").reshape(3, 2).T,
    np.float32(0.1) * np.ones(3, np.float32),
    np.array([np.nan, np.inf, -0.0]),
    np.array(3.5),
    np.empty((0, 784)),
    np.empty((3, 0), dtype=np.uint8),
    np.array([[True], [False]]),
    np.arange(3, dtype=np.float16),
    *(np.array([0, 1, 100], dtype=kind) for kind in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8")),
]


@pytest.mark.parametrize("array", ARRAYS, ids=lambda array: f"{array.dtype.str}{array.shape}")
def test_arrays_arrive_as_they_were(array):
    """An array of any order, stride, shape and plain dtype keeps its dtype, shape and values."""
    found = round_trip(array)
    assert type(found) is np.ndarray
    assert found.dtype == array.dtype
    assert found.shape == array.shape
    np.testing.assert_array_equal(found, array)


@pytest.mark.parametrize(
    "value",
    [
        None, True, False, 0, -7, 2**200, 0.1, -0.0, math.inf, "", "naïve ∑ \ud800", [], (), {},
        [1, (2.5, "x", None)], {"a": [1, 2], 3: {"b": (True,)}}, (((),),),
    ],
    ids=repr,
)  # fmt: skip
def test_plain_values_arrive_as_they_were(value):
    """Numbers, texts, None and the containers of them keep their types and values."""
    found = round_trip(value)
    assert (type(found), repr(found)) == (type(value), repr(value))


def test_nan_arrives_as_nan():
    """A float that is no number stays one."""
    assert math.isnan(round_trip(math.nan))


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
def test_what_is_like_an_array_arrives_with_its_name_and_data():
    """A matrix or masked array is Foreign: called what it is, with the numbers that it holds."""
    matrix, masked = round_trip(np.matrix([[1, 2]])), round_trip(np.ma.masked_equal([1.0, 2.0], 2.0))
    assert (matrix.type_name, masked.type_name) == ("numpy.matrix", "numpy.ma.MaskedArray")
    assert matrix.value.tolist() == [[1, 2]]
    assert masked.value.tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (np.array([object()]), "numpy.ndarray of dtype object"),
        (np.array(["a"]), "numpy.ndarray of dtype <U1"),
        (np.zeros((1,) * 9), "numpy.ndarray of shape (1, 1, 1, 1, 1, 1, 1, 1, 1)"),
        (1j, "complex"),
        (int, "type"),
        ({1, 2}, "set"),
        (random.Random(0), "random.Random"),
        (1 << 5000, "a huge int"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_arrives_as_its_name(value, name):
    """A value of another type crosses as the name of the type, and never as a pickle."""
    assert round_trip(value) == Foreign(name)


def test_a_list_keeps_its_plain_values_beside_the_others():
    """Only what is not plain inside a list becomes Foreign."""
    assert round_trip([1, {2}, "x"]) == [1, Foreign("set"), "x"]


def test_a_function_becomes_what_the_decoder_makes_of_it():
    """A function crosses as a number and a name, which the decoder turns into a proxy or into Foreign."""
    buffers, functions = [], {}
    tree = encode(len, buffers, functions)
    assert functions == {id(len): len}
    assert Decoder([], lambda number, name: (number, name)).decode(tree) == (id(len), "len")
    assert Decoder([]).decode(tree) == Foreign("function len")


FORGED = {
    "huge shape": ["array", 0, "<f8", [10**6, 10**6]],
    "shape beyond 64 bits": ["array", 0, "<f8", [10**30]],
    "empty but huge": ["array", 1, "<f8", [0, 10**30]],
    "too few bytes": ["array", 0, "<f8", [3]],
    "trailing bytes": ["array", 0, "<f8", [1]],
    "negative lengths": ["array", 0, "<f8", [-1, -2]],
    "length inferred": ["array", 0, "<f8", [-1]],
    "boolean length": ["array", 0, "<f8", [2, True]],
    "length as float": ["array", 0, "<f8", [2.0]],
    "length as text": ["array", 0, "<f8", ["2"]],
    "shape is a number": ["array", 0, "<f8", 2],
    "shape is a text": ["array", 1, "<f8", ""],
    "too many dimensions": ["array", 0, "<f8", [2] + [1] * 8],
    "object dtype": ["array", 0, "|O", [2]],
    "object dtype, short": ["array", 0, "O", [2]],
    "structured dtype": ["array", 0, "f8,", [2]],
    "structured dtype, two": ["array", 0, "f,f", [2]],
    "sub-array dtype": ["array", 0, "2f8", [1]],
    "sub-array dtype of one": ["array", 0, "1f8", [2]],
    "dtype that does not parse": ["array", 0, "(+)f", [2]],
    "long double": ["array", 0, "<f16", [1]],
    "complex": ["array", 0, "<c8", [2]],
    "text dtype": ["array", 0, "<U2", [2]],
    "old name of bytes": ["array", 0, "a8", [2]],
    "dates": ["array", 0, "<M8", [2]],
    "raw bytes": ["array", 0, "|V8", [2]],
    "no such size": ["array", 0, "<f3", [2]],
    "no order": ["array", 0, "f8", [2]],
    "a long dtype": ["array", 0, "<f8" * 10**5, [2]],
    "dtype is a number": ["array", 0, 8, [2]],
    "dtype is a list": ["array", 0, [["a", "<f8"]], [2]],
    "dtype is None": ["array", 0, None, [2]],
    "no such buffer": ["array", 9, "<f8", [2]],
    "buffer from the end": ["array", -1, "<f8", [0]],
    "buffer True": ["array", True, "<f8", [0]],
    "buffer as text": ["array", "0", "<f8", [0]],
    "array of nothing": ["array"],
    "array with more": ["array", 0, "<f8", [2], "C"],
    "bool as int": ["int", True],
    "int as int": ["int", 7],
    "int with signs": ["int", " 1_0 "],
    "int too long": ["int", "1" * 5000],
    "int in other digits": ["int", "\u0661"],
    "float as float": ["float", 0.5],
    "float too large": ["float", "0x1p99999"],
    "float in words": ["float", "a half"],
    "plain number": ["plain", 0],
    "plain text": ["plain", "x"],
    "plain list": ["plain", []],
    "text as number": ["str", 3],
    "list of no list": ["list", ""],
    "list as mapping": ["list", {}],
    "tuple of no list": ["tuple", None],
    "list of bare values": ["list", [1, 2]],
    "dict as mapping": ["dict", {}],
    "dict of no pairs": ["dict", [[["plain", None]]]],
    "dict with a list as key": ["dict", [[["list", []], ["plain", None]]]],
    "dict with an array as key": ["dict", [[["array", 1, "<f8", [0]], ["plain", None]]]],
    "function by name": ["function", "1", "f"],
    "function by bool": ["function", True, "f"],
    "function without a name": ["function", 1, None],
    "foreign without a name": ["foreign", None, None],
    "foreign with a bare value": ["foreign", "x", 3],
    "generator": ["generator", "1"],
    "unknown kind": ["pickle", "gASVAAAA"],
    "private kind": ["__class__", 1],
    "kind is a list": [["list"], []],
    "kind is None": [None],
    "empty node": [],
    "no node": None,
    "mapping": {"list": []},
    "text": "plain",
    "number": 0,
}


@pytest.mark.parametrize("tree", FORGED.values(), ids=FORGED.keys())
def test_whatever_the_agent_would_not_send_is_malformed(tree):
    """A forged header, a wrong type or an unknown kind raises Malformed, alone or inside other values."""
    decoder = Decoder([bytes(16), b""], lambda number, name: Foreign(name))
    for nested in (tree, ["list", [tree]], ["foreign", "x", tree] if tree is not None else tree):
        with pytest.raises(Malformed):
            decoder.decode(nested)


def test_deep_nesting_is_malformed():
    """A tree a hundred thousand levels deep ends no interpreter."""
    for kind in ("list", "tuple", "foreign"):
        tree = ["plain", None]
        for _ in range(100_000):
            tree = ["foreign", "x", tree] if kind == "foreign" else [kind, [tree]]
        with pytest.raises(Malformed):
            Decoder([]).decode(tree)


def test_a_flood_of_values_is_malformed():
    """More values than the limit are refused at the limit, however they are spread."""
    flood = ["list", [["plain", None]] * 10**6]
    decoder = Decoder([])
    with pytest.raises(Malformed):
        decoder.decode(flood)
    assert decoder.nodes == MAX_NODES + 1
    many = Decoder([])
    with pytest.raises(Malformed):
        for _ in range(MAX_NODES + 1):
            many.decode(["plain", None])


def test_an_array_that_is_named_twice_is_malformed():
    """Bytes that came once are not taken twice: a list that names them often would take far more room than they."""
    node = ["array", 0, "<f8", [2]]
    with pytest.raises(Malformed):
        Decoder([bytes(16)]).decode(["list", [node, node]])


def test_random_trees_give_values_or_malformed():
    """Ten thousand trees put together at random raise Malformed and nothing else."""
    rng = random.Random(7)
    kinds = ["plain", "int", "float", "str", "array", "list", "tuple", "dict", "function", "foreign", "", "x"]
    leaves = [None, True, 0, 1, -1, 10**40, 0.5, "", "<f8", "|O", "0", "0x1p3", [], [2], [0], {}, {"a": 1}]

    def tree(depth):
        if depth == 0 or rng.random() < 0.25:
            return rng.choice(leaves)
        return [rng.choice(kinds), *(tree(depth - 1) for _ in range(rng.randint(0, 3)))]

    decoded = 0
    for _ in range(10_000):
        try:
            Decoder([bytes(16), b""]).decode([rng.choice(kinds), *(tree(3) for _ in range(rng.randint(0, 4)))])
            decoded += 1
        except Malformed:
            pass
    assert decoded > 20  # or the trees would prove nothing


@pytest.mark.parametrize("buffer", [None, "text", 5, [1, 2]], ids=repr)
def test_a_buffer_that_is_no_bytes_is_malformed(buffer):
    """Only bytes make an array."""
    with pytest.raises(Malformed):
        Decoder([buffer]).decode(["array", 0, "|u1", [0]])


def test_reading_an_array_copies_nothing():
    """The array is a read-only view of the bytes that came."""
    data = bytes(range(8))
    found = strict_array(data, "|u1", [2, 4])
    assert found.tolist() == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert not found.flags.writeable
    assert np.shares_memory(found, np.frombuffer(data, np.uint8))
