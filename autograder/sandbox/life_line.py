"""What a kernel's guard and the grader tell each other: lines of JSON, over a socket that ends with either."""

from __future__ import annotations

import array
import json
import socket
from typing import Any

LONGEST_LINE = 1 << 20  # bytes
HANDLE = "handle"  # marks the message that brings a file descriptor with it


def receive(end: socket.socket, size: int, flags: int = 0) -> tuple[bytes, int | None]:
    """Receive bytes, and the file descriptor that may come with them; `socket.recv_fds` disregards flags."""
    room = socket.CMSG_SPACE(array.array("i", [0]).itemsize)
    received, ancillary, _, _ = end.recvmsg(size, room, flags | socket.MSG_CMSG_CLOEXEC)
    handles = array.array("i")
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            handles.frombytes(data[: len(data) - len(data) % handles.itemsize])
    return received, handles[0] if handles else None


class LifeLine:
    """One end of the line. It ends when the process at the other end does: then `read` gives None."""

    def __init__(self, end: socket.socket) -> None:
        self.socket = end
        self._received = b""
        self.handle: int | None = None  # the file descriptor that came over the line, if any

    def fileno(self) -> int:
        """Give the descriptor to wait on; more lines may have been received already."""
        return self.socket.fileno()

    def send(self, handle: int | None = None, **message: Any) -> None:
        """Send one message, and a file descriptor with it; raises OSError when nobody is there."""
        line = json.dumps(message).encode() + b"\n"
        if handle is not None:
            socket.send_fds(self.socket, [line], [handle])
        else:
            self.socket.sendall(line)

    def read(self, block: bool = True) -> dict[str, Any] | None:
        """Give the next message, and None at the end; without `block` raise BlockingIOError when there is none yet."""
        while b"\n" not in self._received:
            try:
                received, handle = receive(self.socket, 65536, 0 if block else socket.MSG_DONTWAIT)
            except ConnectionResetError:
                return None
            self.handle = self.handle if handle is None else handle
            self._received += received
            if not received or len(self._received) > LONGEST_LINE:
                return None
        line, self._received = self._received.split(b"\n", 1)
        message: dict[str, Any] = json.loads(line)
        return message

    def close(self) -> None:
        """End the line."""
        self.socket.close()
