"""A gate passes on what a kernel sends, and shuts when a message has too much in it."""

from __future__ import annotations

import asyncio
import struct
import sys
from pathlib import Path

import pytest
import zmq
import zmq.asyncio

from autograder.judge.gate import Framing, Gate, NoMessage

GREETING = bytes([0xFF, *bytes(8), 0x7F, 3, *bytes(53)])


def frame(size: int, more: bool = False) -> bytes:
    """A frame with so many bytes in it."""
    if size < 256:
        return bytes([more, size]) + bytes(size)
    return struct.pack(">BQ", 2 | more, size) + bytes(size)


@pytest.mark.parametrize("step", [1, 7, 64, 100_000])
def test_messages_within_the_bound_pass(step: int) -> None:
    """Each message counts by itself, however its bytes are cut into pieces."""
    sent = GREETING + (frame(10, more=True) + frame(300, more=True) + frame(0)) * 20
    framing = Framing(most=4000)
    for at in range(0, len(sent), step):
        framing.follow(sent[at : at + step])


@pytest.mark.parametrize("parts", [frame(300, more=True) * 4, frame(0, more=True) * 6, frame(5000)[:9]])
def test_a_message_with_too_much_in_it_is_none(parts: bytes) -> None:
    """All parts count together, empty ones too, and a part counts as soon as its length is told."""
    framing = Framing(most=4000)
    with pytest.raises(NoMessage):
        framing.follow(GREETING + parts)


@pytest.mark.parametrize("greeting", [bytes(64), GREETING[:10] + b"\x01" + GREETING[11:], b"\xff" * 64])
def test_other_protocols_are_refused(greeting: bytes) -> None:
    """Frames of another version are laid out in another way, so that their lengths would not be seen."""
    with pytest.raises(NoMessage):
        Framing().follow(greeting)


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems whose sockets can be files")
@pytest.mark.parametrize(("parts", "passes"), [(3, True), (300, False)])
def test_a_gate_shuts_at_a_message_of_too_many_parts(tmp_path: Path, parts: int, passes: bool) -> None:
    """An ordinary message comes through whole; one that names a megabyte 300 times does not."""

    async def run() -> tuple[bool, list[bytes]]:
        with zmq.asyncio.Context() as context:
            kernel, client = context.socket(zmq.DEALER), context.socket(zmq.DEALER)
            kernel.bind(f"ipc://{tmp_path}/k-1")
            gate = Gate(tmp_path, f"{tmp_path}/k", [1])
            await gate.open()
            client.connect(f"ipc://{gate.ip}-1")
            await client.send(b"hello")
            assert await kernel.recv() == b"hello"
            sending = asyncio.ensure_future(kernel.send_multipart([bytes(1024**2)] * parts, copy=False))
            got = await client.recv_multipart() if await client.poll(10_000 if passes else 1000) else []
            sending.cancel()
            for end in (kernel, client):
                end.close(linger=0)
            await gate.close()
            return gate.is_shut, got

    is_shut, got = asyncio.run(run())
    assert is_shut is not passes
    assert [len(part) for part in got] == ([1024**2] * parts if passes else [])
