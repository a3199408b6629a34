"""Grades hostile submissions through the real judge, ahead of the tests, in a world whose every change is seen."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import shutil
import socket
import stat
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.course import Limits
from autograder.grade.load_assignment import load_assignment
from autograder.judge.assignment import Assignment
from autograder.judge.judge import Graded, judge, refused
from autograder.judge.submission import Unreadable, find_notebook
from autograder.judge.workplace import Workplace
from autograder.tests.hostile_cases import Case, notebook_name

LIMITS = Limits(memory_gib=2, output_megabytes=2)
# A case that has one of these limits has a workplace of its own.
OF_THE_KERNEL = ("memory_gib", "threads", "disk_megabytes", "output_megabytes")
SECRET = b"the secret that hidden inputs are drawn from"
CANARY = "canary-7f3a"  # begins each word that must never be seen outside its own file
REPOSITORY = Path(__file__).parents[2]
_numbers = itertools.count(1)


@dataclass
class World:
    """What lies around one submission: a course with others' work, a home, a place to write, ears for messages.

    Cases name these by words between `@`: see `words`.
    """

    root: Path
    number: int
    ears: list[socket.socket] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)

    @property
    def course(self) -> Path:
        """A course folder with records, a gradebook and another student's submission."""
        return self.root / "course"

    @property
    def mark(self) -> str:
        """A word that stands in the names of whatever the case starts or writes outside."""
        return f"km{os.getpid()}x{self.number}"

    def words(self) -> dict[str, str]:
        """What each word of a case stands for here."""
        tcp, udp, path, abstract = (ear.getsockname() for ear in self.ears)
        return {
            "@COURSE@": str(self.course), "@HOME@": str(self.root / "home"), "@OUTSIDE@": str(self.root / "outside"),
            "@REPOSITORY@": str(REPOSITORY), "@JUDGE@": str(os.getpid()), "@MARK@": self.mark, "@PORT@": str(tcp[1]),
            "@UDP@": str(udp[1]), "@SOCKET@": str(path), "@ABSTRACT@": abstract[1:].decode(), "@CANARY@": CANARY,
        }  # fmt: skip

    def changes(self) -> list[str]:
        """What is not as it was: files of the world, messages that came, files and processes with the mark."""
        now = picture_of(self.root)
        changed = [path for path in {*now, *self.before} if now.get(path) != self.before.get(path)]
        places = ["/tmp", "/var/tmp", "/dev/shm", "/run", str(Path.home()), str(REPOSITORY), os.getcwd()]
        found = [f"{place}/{name}" for place in places for name in _names_in(place) if self.mark in name]
        heard = [str(ear.getsockname()) for ear in self.ears if _has_heard(ear)]
        return [*changed, *found, *heard, *(f"process {each}" for each in self._processes())]

    def _processes(self) -> list[int]:
        """Processes with the mark that are still there after a while: a kernel is ended while others begin."""
        until = time.monotonic() + 10
        while (left := [*_processes_named(self.mark)]) and time.monotonic() < until:
            time.sleep(0.2)
        return left

    def close(self) -> None:
        """Close the ears."""
        for ear in self.ears:
            ear.close()


def make_world(root: Path) -> World:
    """Make a world in a new folder; everybody on this machine could read it."""
    number = next(_numbers)
    world = World(root / str(number), number)
    for name, text in _FILES.items():
        path = world.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    outside = world.root / "outside"
    outside.chmod(0o777)
    world.ears += [socket.socket(), socket.socket(type=socket.SOCK_DGRAM)]
    world.ears += [socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)]
    addresses = [("127.0.0.1", 0), ("127.0.0.1", 0), str(outside / "ear"), f"\0{world.mark}"]
    for ear, address in zip(world.ears, addresses, strict=True):
        ear.bind(address)
        ear.setblocking(False)
        if ear.type == socket.SOCK_STREAM:
            ear.listen()
    os.chmod(outside / "ear", 0o777)
    return world


_FILES = {
    "course/submitted/another/02_kmeans/kmeans.ipynb": f'{{"cells": [{{"source": "{CANARY} work of another"}}]}}',
    "course/submitted/another/02_kmeans/helper.py": f"# {CANARY} helper of another\n",
    "course/records/secret": f"{CANARY} secret\n",
    "course/records/02_kmeans.jsonl": f'{{"student": "another", "score": 20, "reason": "{CANARY} record"}}\n',
    "course/gradebook.db": f"SQLite format 3\0{CANARY} gradebook",
    "course/solutions/02_kmeans/kmeans.ipynb": f'{{"cells": [{{"source": "{CANARY} solution"}}]}}',
    "course/feedback/another/02_kmeans/kmeans.html": f"<p>{CANARY} feedback</p>",
    "home/.ssh/id_ed25519": f"{CANARY} key\n",
    "home/.bashrc": f"# {CANARY} start-up\n",
    "home/.ipython/profile_default/startup/README": f"{CANARY} start-up\n",
    "home/.config/matplotlib/matplotlibrc": f"# {CANARY} matplotlib\n",
    "outside/notes.txt": f"{CANARY} notes\n",
}


def picture_of(root: Path) -> dict[str, Any]:
    """What is in a folder: kind, mode, owner, time and content of each entry."""
    found: dict[str, Any] = {}
    for path in [root, *root.rglob("*")]:
        about = path.lstat()
        content = path.read_bytes() if stat.S_ISREG(about.st_mode) else b""
        when = about.st_mtime_ns if stat.S_ISREG(about.st_mode) else 0
        found[str(path)] = about.st_mode, about.st_uid, about.st_nlink, when, content
    return found


def _names_in(place: str) -> list[str]:
    try:
        return os.listdir(place)
    except OSError:
        return []


def _has_heard(ear: socket.socket) -> bool:
    with contextlib.suppress(BlockingIOError):
        if ear.type == socket.SOCK_DGRAM:
            return bool(ear.recv(100))
        ear.accept()[0].close()
        return True
    return False


def _processes_named(mark: str) -> Iterator[int]:
    """Processes with the mark in their command line or in the name of one of their threads."""
    own = os.getpid()
    for pid in (int(name) for name in os.listdir("/proc") if name.isdigit()):
        names = [f"/proc/{pid}/cmdline", *(f"/proc/{pid}/task/{task}/comm" for task in _names_in(f"/proc/{pid}/task"))]
        if pid != own and any(mark in _text_of(name) for name in names):
            yield pid


def _text_of(path: str) -> str:
    try:
        return Path(path).read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""


@dataclass(frozen=True)
class Result:
    """How a case was graded, and what it has changed in its world."""

    graded: Graded
    changes: tuple[str, ...]


class Gradings:
    """Grades cases on one tier in a thread of its own, several at once, in the order in which tests will ask."""

    def __init__(self, tier: str, cases: Sequence[Case], at_once: int) -> None:
        self.tier, self._at_once = tier, at_once
        self._results: dict[str, Future[Result]] = {case.name: Future() for case in cases}
        self._queue = iter({case.name: case for case in cases}.values())
        self._root = Path(tempfile.mkdtemp(prefix="kh-"))
        self._root.chmod(0o755)
        os.environ["KMEANS_CANARY"] = f"{CANARY} of the grader's environment"  # before any kernel of these is started
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self._thread.start()

    def of(self, case: Case) -> Result:
        """Give a case's result, as soon as it is there."""
        return self._results[case.name].result(timeout=600)

    def close(self) -> None:
        """Grade no more, and wait for those that are under way."""
        self._queue = iter(())
        self._thread.join(timeout=120)
        shutil.rmtree(self._root, ignore_errors=True)

    @property
    def root(self) -> Path:
        """The folder of all worlds."""
        return self._root

    async def _run(self) -> None:
        await asyncio.gather(*(self._work() for _ in range(self._at_once)))

    async def _work(self) -> None:
        """Grade one case after the other; what goes wrong is told by the test that asks."""
        async with Workplace(LIMITS, self.tier) as shared:
            for case in self._queue:
                try:
                    self._results[case.name].set_result(await self._grade(case, shared))
                except BaseException as problem:
                    self._results[case.name].set_exception(problem)

    async def _grade(self, case: Case, shared: Workplace) -> Result:
        if not case.limits.keys() & set(OF_THE_KERNEL):
            return await self._grade_at(case, shared)
        async with Workplace(replace(LIMITS, **case.limits), self.tier) as own:
            return await self._grade_at(case, own)

    async def _grade_at(self, case: Case, workplace: Workplace) -> Result:
        world = make_world(self._root)
        try:
            folder = world.course / "submitted" / "me" / case.assignment
            hand_in(case, folder, world.words())
            world.before = picture_of(world.root)
            graded = await grade(folder, assignment_of(case), workplace)
            return Result(graded, tuple(await asyncio.to_thread(world.changes)))
        finally:
            world.close()


def hand_in(case: Case, folder: Path, words: dict[str, str]) -> None:
    """Write a case's files as they are handed in, with the words of its world."""
    folder.mkdir(parents=True)
    for name, content in case.handed_in.items():
        for word, meaning in words.items():
            content = content.replace(word.encode(), meaning.encode())
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    if case.arrange:
        case.arrange(folder)


def assignment_of(case: Case) -> Assignment:
    """What a case is judged by: its assignment with its limits and its thresholds of time."""
    loaded, _ = load_assignment(case.assignment, secret=SECRET)
    times = {f"time_{name}": value for name, value in case.time.items()}
    limits = replace(LIMITS, **case.limits)
    return replace(loaded, settings=replace(loaded.settings, limits=limits, **times))


async def grade(folder: Path, work: Assignment, workplace: Workplace) -> Graded:
    """Find, read and judge what lies in a submission's folder, as the grading of a class does."""
    limit = int(work.settings.limits.notebook_megabytes * 1e6)
    try:
        found = find_notebook(folder, notebook_name(work.name), limit)
    except Unreadable as problem:
        return Graded(refused(b"", work, str(problem), workplace.tier), None)
    return await judge(found.data, work, workplace, files=found.others, notes=found.notes)


def problems_with(case: Case, result: Result, tier: str) -> list[str]:
    """What is not as the case expects it; nothing when all is right."""
    record, expected = result.graded.record, case.expected
    by_name = {verdict["exercise"]: verdict for verdict in record["exercises"]}
    whole = json.dumps([record, result.graded.notebook])
    problems = [f"changed outside: {change}" for change in result.changes]
    problems += [f"the record's sandbox is {record['sandbox']}"] if record["sandbox"] != tier else []
    problems += ["got through"] if "got through" in printed(result.graded) else []
    problems += ["the record or the notebook shows what nobody may see"] if f"{CANARY} " in whole else []
    for name, (low, high) in expected.points.items():
        if not low - 1e-9 <= by_name[name]["score"] <= high + 1e-9:
            problems.append(f"{name} has {by_name[name]['score']:g} points, not {low:g} to {high:g}")
    problems += [f"{n}: {by_name[n]['outcome']}, not {o}" for n, o in expected.outcomes.items()
                 if by_name[n]["outcome"] != o]  # fmt: skip
    problems += [f"{n}: {by_name[n]['mistake']}, not {m}" for n, m in expected.mistakes.items()
                 if by_name[n]["mistake"] != m]  # fmt: skip
    notes = " ".join([*record["notes"], record["reason"]])
    problems += [f"no note says {text!r}" for text in expected.notes if text not in notes]
    messages = " ".join(verdict["message"] for verdict in record["exercises"])
    problems += [f"no message says {text!r}" for text in expected.says if text not in messages]
    problems += [f"nothing printed {text!r}" for text in expected.prints if text not in printed(result.graded)]
    return problems


def printed(graded: Graded) -> str:
    """All texts and errors in the notebook's outputs."""
    cells = graded.notebook.cells if graded.notebook else []
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return "\n".join(output.get("text", "") or output.get("evalue", "") for output in outputs)


def report(result: Result) -> str:
    """All that was found, for a test that fails."""
    lines = [f"{v['exercise']}: {v['outcome']} {v['score']:g} {v['mistake']}: {v['message']}"
             for v in result.graded.record["exercises"]]  # fmt: skip
    notes = [str(note) for note in (*result.graded.record["notes"], result.graded.record["reason"])]
    return "\n".join([*lines, *notes, f"{result.graded.record['seconds']} s", printed(result.graded)[-2000:]])
