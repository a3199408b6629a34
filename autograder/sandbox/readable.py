"""Which folders any notebook needs to read: Python, its packages, shared libraries, fonts, time zones."""

from __future__ import annotations

import os
import sys

_IN_PREFIX = ("bin", "lib", "lib32", "lib64", "libexec", "share", "etc/fonts", "ssl", "pyvenv.cfg")
_OF_SYSTEM = (
    "/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/usr/share",
    "/usr/local/share/fonts", "/var/cache/fontconfig", "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache",
    "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime", "/etc/timezone", "/etc/mime.types", "/etc/os-release",
    "/etc/nsswitch.conf", "/etc/ssl/openssl.cnf", "/sys/devices/system/cpu",
)  # fmt: skip
_PACKAGES = ("site-packages", "dist-packages")


def readable_by_default() -> tuple[str, ...]:
    """Give the paths that exist here, shortest first, and none that lies in another.

    Other folders on `sys.path`, such as the course's own, are left out: they hold more than packages.
    """
    prefixes = dict.fromkeys((sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix))
    wanted = [os.path.join(prefix, part) for prefix in prefixes for part in _IN_PREFIX]
    wanted += [entry for entry in sys.path if os.path.basename(entry) in _PACKAGES]
    return outermost([path for path in (*wanted, *_OF_SYSTEM) if os.path.exists(path)])


def outermost(paths: list[str]) -> tuple[str, ...]:
    """Leave out each path that lies in another of them."""
    kept: list[str] = []
    for path in sorted(dict.fromkeys(map(os.path.abspath, paths)), key=lambda path: path.count("/")):
        if not any(path.startswith(one.rstrip("/") + "/") for one in kept):
            kept.append(path)
    return tuple(kept)
