"""What is refused inside a sandbox: files, packages, listeners and processes that are not the student's."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.tests.in_sandbox import BIND, NOBODY, Place, place_for, run_inside

if sys.platform != "linux":
    pytest.skip("only on Linux", allow_module_level=True)

SITE_PACKAGES = next(path for path in sys.path if path.endswith("site-packages"))
REFUSED = {"PermissionError 1", "PermissionError 13", "FileNotFoundError 2", "OSError 30", "OSError 95"}


@pytest.fixture(params=[(tier, user) for tier in ("full", "basic") for user in (None, NOBODY)], ids=str)
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Each tier, for whoever runs the tests, and for an ordinary user where root runs them."""
    with place_for(*request.param) as found:
        yield found


@pytest.fixture(params=["full", "basic"])
def tier(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Each tier, for whoever runs the tests."""
    with place_for(request.param, None) as found:
        yield found


ACTS = """
import time
begun = time.monotonic()
tell(acts=forbidden_acts.try_forbidden_acts(plan), took=time.monotonic() - begun)
"""


def test_every_forbidden_act_fails(place: Place) -> None:
    """Inside, all acts of the self-test fail, also those on a package that is hidden, in less than 0.3 seconds."""
    told = run_inside(place, ACTS, plan=place.plan(hidden=(f"{SITE_PACKAGES}/_pytest",)))
    assert [act for act in told["acts"] if not act["held"]] == []
    assert len(told["acts"]) >= 13
    assert told["took"] < 0.3
    assert told["status"] == 0


AS_NOBODY = f"setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups"
MASK_PROC = ("unshare", "-m", "sh", "-c", f'mount -t tmpfs none /proc/tty && exec {AS_NOBODY} "$0" "$@"')


@pytest.mark.parametrize("tier", ["full", "basic"])
@pytest.mark.parametrize(
    ("user", "through"),
    [
        (None, ("setpriv", "--bounding-set=-sys_admin")),
        (None, ("setpriv", "--bounding-set=-all")),
        (NOBODY, ("unshare", "-r")),
        (NOBODY, MASK_PROC),
    ],
    ids=["root of a pod", "root without any right", "root of a user namespace", "a container that masks /proc"],
)
def test_every_kind_of_grader_gets_a_sandbox(tier: str, user: int | None, through: tuple[str, ...]) -> None:
    """Forbidden acts fail too for graders in containers, whatever sort of root they are; one that can't is told so."""
    if os.geteuid() != 0 or not all(shutil.which(tool) for tool in ("setpriv", "unshare")):
        pytest.skip("only on machines where tests are run by root, with setpriv and unshare")
    with place_for(tier, user) as place:
        told = run_inside(place, ACTS, through=through, **({"user": None} if through == MASK_PROC else {}))
    if tier == "full" and "--bounding-set=-all" in through:
        assert told["refused"].startswith("namespaces are refused here")
    else:
        assert [act for act in told["acts"] if not act["held"]] == []


def test_outside_a_sandbox_forbidden_acts_succeed() -> None:
    """Without a sandbox the self-test says of nearly every act that it was possible: it can fail."""
    with place_for("none", None) as place:
        told = run_inside(place, ACTS, plan=place.plan(hidden=(f"{SITE_PACKAGES}/_pytest",)))
    held = {act["name"] for act in told["acts"] if act["held"]}
    assert held <= {"use a folder left open", "mount something", "raise its limits"}
    assert len(told["acts"]) - len(held) >= 12


def test_a_folder_left_open_is_found(tier: Place) -> None:
    """The self-test finds a descriptor through which files outside could be listed."""
    told = run_inside(tier, ACTS, before_seal="os.open(plan.work, os.O_RDONLY)")
    assert [act["name"] for act in told["acts"] if not act["held"]] == ["use a folder left open"]


@pytest.fixture
def library(place: Place) -> Iterator[Path]:
    """A folder that can be read inside, with something hidden in it, all owned by whoever grades."""
    folder = place.folder / "library"
    for name in ("open/deep", "secret/deep"):
        (folder / name).mkdir(parents=True)
    for name in ("open/deep/file.txt", "secret/deep/file.txt", "file.txt", "key.txt"):
        (folder / name).write_text("x = 1\n")
    (folder / "to_secret").symlink_to("secret")
    if place.user is not None:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, place.user, place.user, follow_symlinks=False)
    yield folder


HIDDEN = """
folder = str(plan.readable[-1])
def read(name):
    with open(f"{folder}/{name}") as stream:
        return stream.read() or "empty"
names = ("open/deep/file.txt", "file.txt", "secret/deep/file.txt", "to_secret/deep/file.txt", "key.txt")
folders = ("open", "secret", "secret/deep")
tell(read=[attempt(read, name) for name in names], listed=[attempt(os.listdir, f"{folder}/{name}") for name in folders])
"""


def test_hidden_files_are_out_of_reach(place: Place, library: Path) -> None:
    """What is hidden in a readable folder can be neither read nor listed; all else in there can be read."""
    hidden = (f"{library}/secret", f"{library}/secret/deep", f"{library}/key.txt")
    plan = place.plan(readable=(str(library),), hidden=hidden)
    told = run_inside(place, HIDDEN, plan=plan)
    assert told["read"][:2] == ["x = 1\n", "x = 1\n"]
    assert set(told["read"][2:]) <= REFUSED | {"empty"}
    assert told["listed"][0] == ["deep"]
    assert told["listed"][1:] in ([[], "FileNotFoundError 2"], ["PermissionError 13", "PermissionError 13"])


IMPORTED = """
import importlib.metadata
tell(packaging=__import__("packaging").__name__, version=importlib.metadata.version("packaging"),
     hidden=attempt(lambda: __import__("iniconfig").IniConfig))
"""


def test_packages_beside_a_hidden_one_are_found(place: Place) -> None:
    """Packages beside a hidden one can be imported, and their versions asked, though their folder cannot be listed."""
    told = run_inside(place, IMPORTED, plan=place.plan(hidden=(f"{SITE_PACKAGES}/iniconfig",)), rehearse=True)
    assert told["packaging"] == "packaging"
    assert told["version"]
    assert str(told["hidden"]) in ("ModuleNotFoundError", "PermissionError 13", "AttributeError")


HARM = """
import fcntl
path = f"{plan.readable[-1]}/file.txt"
opened = os.open(path, os.O_RDONLY)
acts = {
    "write": (open, path, "a"), "empty": (os.open, path, os.O_RDONLY | os.O_TRUNC), "truncate": (os.truncate, path, 0),
    "remove": (os.unlink, path), "rename": (os.rename, path, f"{path}2"), "link": (os.link, path, "mine"),
    "take": (os.rename, path, "mine"), "folder": (os.mkdir, f"{path}3"), "lease": (fcntl.fcntl, opened, 1024, 0),
    "device": (os.mknod, "node", 0o20600, 0x103), "pipe size": (fcntl.fcntl, os.pipe()[0], 1031, 1 << 20),
    "oom": (open, "/proc/self/oom_score_adj", "w"), "memory": (open, "/proc/self/mem", "r+b"),
    "ipc": (open, plan.ipc / "file", "w"), "socket": (os.unlink, plan.ipc / "1"), "session": (os.setsid,),
    "priority": (os.setpriority, os.PRIO_USER, 0, 5), "group": (os.killpg, os.getpgid(0), 0), "user": (os.setuid, 0),
    "death": (syscalls.prctl, 1, 0), "attribute": (os.setxattr, path, "user.x", b"1"),
    "again": (open, f"/proc/self/fd/{opened}", "w"), "input": (fcntl.ioctl, 0, 0x5412, b"x"),
}
tell(tried={name: attempt(*act) for name, act in acts.items()})
for act in ((os.chmod, path, 0), (os.fchmod, opened, 0), (os.utime, path, (1, 1)), (os.chown, path, 1, 1)):
    attempt(*act)
"""


def test_files_that_can_be_read_stay_as_they_are(place: Place, library: Path) -> None:
    """A file that a student can only read stays whole, with its mode and its times; so does the kernel's socket."""
    before = (library / "file.txt").stat()
    told = run_inside(place, HARM, plan=place.plan(readable=(str(library),)), before_seal=BIND)
    assert {name: said for name, said in told["tried"].items() if said not in REFUSED | {"OSError 18"}} == {}
    after = (library / "file.txt").stat()
    assert (library / "file.txt").read_text() == "x = 1\n"
    assert (after.st_mode, after.st_mtime, after.st_uid) == (before.st_mode, before.st_mtime, before.st_uid)
    assert sorted(os.listdir(library)) == ["file.txt", "key.txt", "open", "secret", "to_secret"]
    assert os.listdir(place.folder / "1/ipc") == ["1"]


def test_a_process_with_threads_is_refused(tier: Place) -> None:
    """A sandbox binds one thread and those that it starts later, so a process that has more is told off."""
    told = run_inside(tier, "", before="import threading; threading.Thread(target=threading.Event().wait).start()")
    assert "one thread" in told["refused"]


CALL = """
import socket
def call(family, address):
    with socket.socket(family) as client:
        client.connect(address)
pair = socket.socketpair(type=socket.SOCK_DGRAM)
tell(calls=[attempt(call, socket.AF_UNIX, PATH), attempt(call, socket.AF_INET, ("127.0.0.1", PORT)),
            attempt(call, socket.AF_UNIX, "\\0" + NAME), attempt(pair[0].sendto, b"x", PATH),
            attempt(pair[0].sendmsg, [b"x"], [], 0, PATH)])
"""


@pytest.mark.parametrize("version", range(1, 7))
def test_older_versions_of_landlock_hold_too(version: int) -> None:
    """With each version of Landlock forbidden acts fail, and files that can only be read stay as they are."""
    with place_for("basic", None) as place:
        file = place.folder / "library/file.txt"
        file.parent.mkdir()
        file.write_text("x = 1\n")
        before = f"confine.landlock.version = lambda: {version}"
        plan = place.plan(readable=(str(file.parent),))
        told = run_inside(place, ACTS + HARM, plan=plan, before=before, before_seal=BIND)
        assert [act for act in told["acts"] if not act["held"]] == []
        assert {name: said for name, said in told["tried"].items() if said not in REFUSED | {"OSError 18"}} == {}
        assert file.read_text() == "x = 1\n"


def test_nobody_outside_can_be_called(place: Place) -> None:
    """Listeners outside, by path, by name and by TCP, get no connection and no word."""
    path, name = str(place.folder / "1/ipc/outside"), f"kmeans-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as by_path, socket.socket(socket.AF_UNIX) as by_name, socket.socket() as by_port:
        for listener, address in ((by_path, path), (by_name, "\0" + name), (by_port, ("127.0.0.1", 0))):
            listener.bind(address)
            listener.listen()
            listener.setblocking(False)
        os.chmod(path, 0o777)
        port = by_port.getsockname()[1]
        told = run_inside(place, f"PATH, NAME, PORT = {path!r}, {name!r}, {port}\n{CALL}")
        for listener in (by_path, by_name, by_port):
            with pytest.raises(BlockingIOError):
                listener.accept()
    assert set(told["calls"]) <= REFUSED
