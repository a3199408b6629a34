"""Stands between a kernel's sockets and ours: it passes messages on, and shuts when one is larger than any honest one.

ZeroMQ bounds each part of a message, but not how many there are, and keeps a message until its last part has come. A
kernel that sends the same bytes again and again in one message would fill the grader's memory with next to none of its
own.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
from collections.abc import Callable, Sequence
from pathlib import Path

MOST_BYTES = 128 * 1024**2  # of one message with all its parts
PART_BYTES = 1000  # that a part takes beside what is in it, about
CHUNK = 1024**2
_GREETING, _VERSION = 64, 3  # of ZMTP: what each side says first, and the version that is spoken here
_MORE, _LONG = 1, 2  # flags of a frame


class NoMessage(Exception):
    """What a kernel sends is too large for a message, or none of ZeroMQ's."""


class Framing:
    """Follows the frames in the bytes that a kernel sends, as ZMTP 3 lays them out; looks at none of their contents."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._greeted = False
        self._header = b""
        self._left = 0  # of the frame that is passing
        self._taken = 0  # by the parts of the message that have come

    def follow(self, data: bytes) -> None:
        """Go on with the next bytes; raises NoMessage."""
        at = 0
        while at < len(data):
            if self._left:
                step = min(self._left, len(data) - at)
                self._left -= step
            else:
                step = self._take_header(data[at : at + _GREETING])
            at += step

    def _take_header(self, data: bytes) -> int:
        """Take what is still missing of the greeting or of a frame's header; gives how many bytes that were."""
        length = self._length()
        step = min(length - len(self._header), len(data))
        self._header += data[:step]
        if len(self._header) == self._length():
            header, self._header = self._header, b""
            self._read(header)
        return step

    def _length(self) -> int:
        """How long the header is, as far as can be told: its first byte says it."""
        if not self._greeted:
            return _GREETING
        if not self._header:
            return 1
        return 9 if self._header[0] & _LONG else 2

    def _read(self, header: bytes) -> None:
        if not self._greeted:
            self._greeted = True
            if header[0] != 0xFF or header[9] != 0x7F or header[10] != _VERSION:
                raise NoMessage("another protocol")
            return
        self._left = int.from_bytes(header[1:], "big")
        self._taken += self._left + PART_BYTES
        if self._taken > self._most:
            raise NoMessage("a message without end")
        if not header[0] & _MORE:
            self._taken = 0


class Gate:
    """Sockets in a folder that no kernel sees, each of which leads to one of the kernel's."""

    def __init__(self, folder: Path, kernel: str, ports: Sequence[int]) -> None:
        self.ip = str(folder / "g")  # in place of the kernel's own
        self.is_shut = False  # by what the kernel has sent
        self._kernel, self._ports = kernel, ports
        self._servers: list[asyncio.Server] = []
        self._passing: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Let clients connect."""
        for port in self._ports:
            connected = functools.partial(self._connected, f"{self._kernel}-{port}")
            self._servers.append(await asyncio.start_unix_server(connected, f"{self.ip}-{port}", limit=CHUNK))

    async def close(self) -> None:
        """End all connections, and take no more."""
        for server in self._servers:
            server.close()
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)

    async def _connected(self, kernel: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what comes on one connection, until either side ends it."""
        task = asyncio.current_task()
        assert task is not None
        self._passing.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.CancelledError):  # no kernel, or none any more
                await self._pass(kernel, reader, writer)
        finally:
            self._passing.discard(task)
            await _closed(writer)

    async def _pass(self, kernel: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        their_reader, their_writer = await asyncio.open_unix_connection(kernel, limit=CHUNK)
        ways = [
            asyncio.ensure_future(_pump(reader, their_writer, lambda _: None)),
            asyncio.ensure_future(_pump(their_reader, writer, Framing().follow)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            ended = await asyncio.gather(*ways, return_exceptions=True)
            self.is_shut = self.is_shut or any(isinstance(end, NoMessage) for end in ended)
            await _closed(their_writer)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, look: Callable[[bytes], None]) -> None:
    """Pass bytes on as they come, after a look at them."""
    while data := await reader.read(CHUNK):
        look(data)
        writer.write(data)
        await writer.drain()


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
