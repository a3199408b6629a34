"""Reaches the scheduler whose workers judge a class: one that is there, or one that is started on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from dask import config
from distributed import Client, LocalCluster
from distributed.security import Security

from autograder.course import CourseError
from autograder.grade.local_judges import cores
from autograder.sandbox.private_folders import own_folder

LOCAL = "local"
CONNECT_SECONDS = 30
# No pages of what is started here: any account of this machine could open them.
_NO_PAGES: dict[str, list[str]] = {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}
_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
# A terminal sends it to workers, too, and they are to end their kernels first. (What they start does not inherit this.)
_IGNORE_CTRL_C = "import signal\nsignal.signal(signal.SIGINT, lambda *_: None)\n"
OPEN_NETWORK = (
    "this connection is not encrypted, and whoever reaches the scheduler can read the course's secret and run code on "
    "its workers: keep it in a private network, or use a tls:// address"
)
GONE = "the scheduler is gone; what was graded is recorded, and the same command goes on from there"


class WorkerLost(Exception):
    """A worker went while it had something to do."""


@contextlib.asynccontextmanager
async def connected(address: str, workers: int | None = None) -> AsyncIterator[Client]:
    """Connect to a scheduler at `address`; "local" starts one here, with a worker for each core unless told.

    Only this process and its workers can talk to the one that is started here. Raises CourseError.
    """
    with config.set(_NO_PAGES), _quiet():
        async with _started(workers or cores()) if address == LOCAL else _reached(address) as client:
            yield client


async def there(client: Client) -> Mapping[str, int]:
    """Give the workers that are there, with their numbers of threads; raises CourseError when the scheduler is not."""
    try:
        return dict(await client.nthreads())
    except OSError as problem:
        raise CourseError(GONE) from problem


async def done_by(
    client: Client, address: str, gone: asyncio.Event, function: Callable[..., Awaitable[Any]], *given: Any
) -> Any:
    """Give what a coroutine function gives on a worker; raises what it raises, and WorkerLost when the worker goes.

    It is called beside Dask's tasks: of these the scheduler keeps the latest thousand, with all that was sent along.
    """
    if gone.is_set():
        raise WorkerLost
    answer = asyncio.ensure_future(client.run(function, *given, workers=[address]))
    going = asyncio.ensure_future(gone.wait())
    try:
        await asyncio.wait([answer, going], return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            raise WorkerLost
        return answer.result()[address]
    except OSError as problem:  # a connection was closed: our functions raise none
        raise WorkerLost from problem
    finally:
        answer.cancel()
        going.cancel()


@contextlib.asynccontextmanager
async def _started(workers: int) -> AsyncIterator[Client]:
    """Start a scheduler and workers here. Others on this machine can reach a port, too: so they need a certificate."""
    place = str(own_folder().path)  # what workers leave behind when they are killed goes with it
    async with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, memory_limit=None, dashboard_address=None,
            security=Security.temporary(), asynchronous=True, silence_logs=logging.CRITICAL, local_directory=place,
            scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"}, preload=[_IGNORE_CTRL_C],
        ) as here,
        Client(here, asynchronous=True) as client,
    ):  # fmt: skip
        yield client


@contextlib.asynccontextmanager
async def _reached(address: str) -> AsyncIterator[Client]:
    """Connect, or say in one line why that did not work."""
    client = Client(address, asynchronous=True, timeout=CONNECT_SECONDS, name="autograder")
    try:
        await _connect(client, address)
        yield client
    finally:
        await client.close()


async def _connect(client: Client, address: str) -> None:
    try:
        await client
    except (OSError, TimeoutError):
        raise CourseError(
            f"no scheduler answers at {address}, or not with this certificate; `dask scheduler` starts one, and prints "
            "its address"
        ) from None
    except (TypeError, ValueError, RuntimeError) as problem:  # an unknown protocol, no certificates
        told = " ".join(str(problem).split())
        raise CourseError(
            f"--scheduler {address}: {told}; Dask's own settings (distributed.comm.tls) say where certificates are"
        ) from None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Let Dask say nothing meanwhile: what there is to say of schedulers and workers is said in our own lines."""
    loggers = [logging.getLogger(name) for name in list(logging.root.manager.loggerDict) if _is_dasks(name)]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _is_dasks(logger: str) -> bool:
    return logger.split(".")[0] == "distributed"


def in_the_open(address: str) -> bool:
    """Whether what is sent to a scheduler can be read, and forged, on the way."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    return address != LOCAL and parts.scheme != "tls" and parts.hostname not in _THIS_MACHINE
