"""Small programs for the kernel's packet filter, which decides about system calls: instructions, and their bytes."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

# Codes of linux/bpf_common.h: load a word of the data, mask the accumulator, compare and jump, return.
LOAD, AND, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06


class Instruction(NamedTuple):
    """One instruction: what it does, how many to skip if the comparison holds or fails, and its constant."""

    code: int
    if_true: int
    if_false: int
    value: int


def load(offset: int) -> Instruction:
    """Load the 32-bit word at this offset of the data that is judged."""
    return Instruction(LOAD, 0, 0, offset)


def keep_bits(mask: int) -> Instruction:
    """Keep only these bits of the word."""
    return Instruction(AND, 0, 0, mask)


def give(value: int) -> Instruction:
    """End with this answer."""
    return Instruction(RETURN, 0, 0, value)


def if_equal(value: int, block: Sequence[Instruction]) -> list[Instruction]:
    """Run a block when the word equals a value, and skip it otherwise."""
    return [Instruction(JUMP_IF_EQUAL, 0, len(block), value), *block]


def if_at_least(value: int, block: Sequence[Instruction]) -> list[Instruction]:
    """Run a block when the word is at least a value, and skip it otherwise."""
    return [Instruction(JUMP_IF_AT_LEAST, 0, len(block), value), *block]


def unless_among(values: Sequence[int], block: Sequence[Instruction]) -> list[Instruction]:
    """Run a block unless the word is among these values."""
    last = len(values) - 1
    jumps = [Instruction(JUMP_IF_EQUAL, last - place + len(block), 0, value) for place, value in enumerate(values)]
    return [*jumps, *block]


def to_bytes(program: Sequence[Instruction]) -> bytes:
    """Write a program as an array of `struct sock_filter`."""
    return b"".join(struct.pack("HBBI", *instruction) for instruction in program)
