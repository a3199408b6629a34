"""Which environment variables a student's kernel has: a few that it needs, what the caller adds, and nothing secret."""

from __future__ import annotations

import os
from collections.abc import Mapping

from autograder.sandbox.plan import Plan

KEPT = ("LANG", "LANGUAGE", "TZ", "LC_ALL", "LC_CTYPE", "LC_COLLATE", "LC_MESSAGES", "LC_NUMERIC", "LC_TIME")
SECRET_WORDS = ("TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "API_KEY")
NBGRADER = "NBGRADER"  # its variables tell a notebook that it is graded, and by whom
ONE_THREAD = (
    "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
)  # fmt: skip


def student_environment(plan: Plan, asked: Mapping[str, str], ours: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Give the environment of a kernel; `asked` is what its starter wants, often all of `ours` and a little more.

    Of what is merely inherited only the language and the time zone stay. What was added or changed for this kernel
    passes, unless its name sounds secret. nbgrader's variables pass where checks run inside, which need them.
    """
    kept = {name: ours[name] for name in KEPT if name in ours}
    added = {name: value for name, value in asked.items() if ours.get(name) != value and not sounds_secret(name)}
    graded = {name: value for name, value in {**ours, **asked}.items() if name.startswith(NBGRADER)}
    return kept | added | ({} if plan.outside else graded) | _own(plan)


def sounds_secret(name: str) -> bool:
    """Whether a variable's name sounds as if strangers should not read it."""
    return any(word in name.upper() for word in (*SECRET_WORDS, NBGRADER))


def _own(plan: Plan) -> dict[str, str]:
    """Give what is the same for every kernel: one thread for linear algebra, and folders in its own `work`."""
    work = plan.work
    return dict.fromkeys(ONE_THREAD, "1") | {
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(work), "TMPDIR": str(work / ".tmp"),
        "IPYTHONDIR": str(work / ".ipython"), "MPLCONFIGDIR": str(work / ".matplotlib"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline", "JUPYTER_PLATFORM_DIRS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
