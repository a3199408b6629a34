"""Runs a notebook's cells through nbclient, and keeps what a hostile kernel sends within bounds."""

from __future__ import annotations

from typing import Any

import zmq.asyncio
from nbclient.client import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_output

OUTPUTS = ("stream", "display_data", "execute_result", "error", "update_display_data")
MESSAGE_BYTES = 100 * 1024**2  # of one part of a message: a little more than the largest array that the agent sends
WAITING_MESSAGES = 4  # that a socket of ours holds; what comes faster waits in the kernel's own memory
TREE_BYTES = 16 * 1024**2  # of JSON that is read at least: in memory its values take thirty times more
TOO_LARGE = "too large to be read"  # marks what stands in the place of JSON that is not
_CUT = "… output cut: there was too much of it\n"


def bounded_context() -> zmq.asyncio.Context:
    """Make the context of all our sockets: none takes in more than it should, whatever a kernel sends."""
    context = zmq.asyncio.Context()
    context.setsockopt(zmq.MAXMSGSIZE, MESSAGE_BYTES)
    context.setsockopt(zmq.RCVHWM, WAITING_MESSAGES)
    context.setsockopt(zmq.LINGER, 0)
    return context


def bound_session(session: Any, output_bytes: int) -> None:
    """Have a session read no JSON that is far larger than what is kept of a cell's outputs."""
    read, most = session.unpack, max(TREE_BYTES, 2 * output_bytes)
    session.unpack = lambda part: {TOO_LARGE: len(part)} if len(part) > most else read(part)


class BoundedClient(NotebookClient):
    """nbclient that stops collecting a cell's outputs when they grow too large, and plays no widgets."""

    output_bytes = 10_000_000  # kept of one cell's outputs
    flood_bytes = 200_000_000  # after which the cell is stopped
    flooded = False
    _used = 0
    _cell: NotebookNode | None = None

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> NotebookNode | None:
        """Take one message of the kernel, or drop it."""
        if cell is not self._cell:
            self._cell, self._used, self.flooded = cell, 0, False
        if msg["msg_type"] in OUTPUTS:
            before, self._used = self._used, self._used + _size(msg["content"]) * self._places(msg["content"])
            self.flooded = self._used > self.flood_bytes
            if before > self.output_bytes:
                return None
            if self._used > self.output_bytes or TOO_LARGE in msg["content"]:
                cell.outputs.append(new_output("stream", name="stderr", text=_CUT))
                return None
        if type(msg["content"].get("execution_count", 0)) is not int:
            del msg["content"]["execution_count"]
        return super().process_message(msg, cell, cell_index)

    def _places(self, content: dict[str, Any]) -> int:
        """How many outputs will show this: its own, and those that have the same id for being changed later."""
        name = (content.get("transient") or {}).get("display_id")
        known = self._display_id_map.get(name, {}) if isinstance(name, str) else {}
        return 1 + sum(len(outputs) for outputs in known.values())

    def handle_comm_msg(self, outs: list[NotebookNode], msg: dict[str, Any], cell_index: int) -> None:
        """Take no part in widgets: nobody looks, and what is drawn for one becomes the cell's own output."""


def _size(content: dict[str, Any]) -> int:
    """Bytes of an output, roughly, with all that belongs to it."""
    unread: int = content.get(TOO_LARGE) or 0
    return len(str(content)) + unread + 60
