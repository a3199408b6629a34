"""Outputs of a cell are kept up to a size, and a flood is noticed."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
import zmq
from jupyter_client.session import Session
from nbclient.exceptions import CellExecutionComplete
from nbformat.v4 import new_code_cell, new_notebook

from autograder.course import Limits
from autograder.judge.client import MESSAGE_BYTES, TREE_BYTES, BoundedClient, bound_session, bounded_context
from autograder.judge.kernel import StudentKernel


def client(output_bytes: int = 1000, flood_bytes: int = 5000) -> BoundedClient:
    """A client with small bounds."""
    made = BoundedClient(new_notebook(), record_timing=False)
    made.clear_before_next_output = False  # as at the start of each cell
    made.output_bytes, made.flood_bytes = output_bytes, flood_bytes
    return made


def printed(text: str) -> dict[str, Any]:
    """The message of a cell that prints."""
    return message("stream", {"name": "stdout", "text": text})


def message(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """A message of the kernel."""
    return {"msg_type": kind, "header": {"msg_type": kind}, "content": content, "parent_header": {}, "metadata": {}}


def test_small_outputs_are_kept() -> None:
    """Outputs within the bound stay as they are."""
    made, cell = client(), new_code_cell()
    made.process_message(printed("one"), cell, 0)
    assert [output.text for output in cell.outputs] == ["one"]
    assert not made.flooded


def test_outputs_beyond_the_bound_are_cut() -> None:
    """What comes after the bound is dropped, and said once to have been cut."""
    made, cell = client(), new_code_cell()
    for _ in range(10):
        made.process_message(printed("x" * 400), cell, 0)
    texts = [output.text for output in cell.outputs]
    assert sum(map(len, texts)) < 1200
    assert sum("cut" in text for text in texts) == 1
    assert made.flooded is False


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("display_data", {"data": {}, "metadata": {"text/plain": {"x": "y" * 400}}}),
        ("error", {"ename": "E", "evalue": "y" * 400, "traceback": []}),
        ("error", {"ename": "y" * 400, "evalue": "", "traceback": []}),
    ],
    ids=["metadata", "text", "name"],
)
def test_all_parts_of_an_output_count(kind: str, content: dict[str, Any]) -> None:
    """What is kept of a cell's outputs is bounded wherever in a message it stands."""
    made, cell = client(), new_code_cell()
    for _ in range(10):
        made.process_message(message(kind, content), cell, 0)
    assert len(str(cell.outputs)) < 3000


def test_an_output_that_changes_others_counts_for_each() -> None:
    """One message that changes many outputs at once is as large as what it makes of them."""
    made, cell = client(output_bytes=10_000), new_code_cell()
    made.nb.cells = [cell]
    shown = {"data": {}, "metadata": {}, "transient": {"display_id": "a"}}
    for _ in range(20):
        made.process_message(message("display_data", shown), cell, 0)
    large = {**shown, "data": {"text/plain": "y" * 5000}}
    made.process_message(message("update_display_data", large), cell, 0)
    assert len(str(cell.outputs)) < 20_000


def test_the_number_of_an_execution_is_a_number() -> None:
    """What stands in its place is not kept."""
    made, cell = client(), new_code_cell()
    made.process_message(message("execute_input", {"code": "", "execution_count": ["x"]}), cell, 0)
    assert cell.execution_count is None
    made.process_message(message("execute_input", {"code": "", "execution_count": 3}), cell, 0)
    assert cell.execution_count == 3


def test_a_flood_is_noticed_and_ends_with_its_cell() -> None:
    """Far more output than is kept is a flood, until the next cell begins."""
    made, cell = client(), new_code_cell()
    for _ in range(30):
        made.process_message(printed("x" * 400), cell, 0)
    assert made.flooded
    made.process_message(printed("y"), new_code_cell(), 1)
    assert not made.flooded


def test_the_end_of_a_cell_is_noticed_in_a_flood() -> None:
    """However much was printed, a cell ends when the kernel says so."""
    made, cell = client(), new_code_cell()
    for _ in range(30):
        made.process_message(printed("x" * 400), cell, 0)
    with pytest.raises(CellExecutionComplete):
        made.process_message(message("status", {"execution_state": "idle"}), cell, 0)


def test_sockets_take_in_no_more_than_they_should() -> None:
    """Each socket of the context refuses messages that are larger than any of ours."""
    context = bounded_context()
    socket = context.socket(zmq.SUB)
    try:
        assert socket.getsockopt(zmq.MAXMSGSIZE) == MESSAGE_BYTES
        assert 0 < socket.getsockopt(zmq.RCVHWM) < 100
    finally:
        context.destroy(linger=0)


@pytest.mark.slow
def test_a_kernels_client_has_the_bounded_sockets() -> None:
    """The sockets through which a kernel is heard are those of the bounded context; Jupyter would make its own."""

    async def heard_through() -> bool:
        context = bounded_context()
        try:
            async with StudentKernel(Limits(), "none", context) as kernel:
                return kernel._client.context is context
        finally:
            context.destroy(linger=0)

    assert asyncio.run(heard_through())


def test_json_that_is_too_large_is_not_read() -> None:
    """It is cut like other output, as its values would take many times more memory than its text."""
    session = Session(key=b"")
    bound_session(session, output_bytes=0)
    large = json.dumps({"data": {"text/plain": "x" * TREE_BYTES}}).encode()
    made, cell = client(), new_code_cell()
    made.process_message(message("display_data", session.unpack(large)), cell, 0)
    assert [("cut" in output.text) for output in cell.outputs] == [True]
    assert session.unpack(b'{"data": {}}') == {"data": {}}
