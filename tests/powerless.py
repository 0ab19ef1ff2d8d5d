"""Root without the power to write where the bits of a file say that nobody may.

The tests of read-only folders would see nothing as root. To become another user for a while is no
way out: what is imported meanwhile may lie where only root can walk to (a container's home), and
a folder that cannot be left again keeps the process that user. So root stays root, reads
everything, and gives up one capability of the thread that it is in.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

__all__ = ["powerless", "unwritable"]

_VERSION = 0x20080522  # of linux/capability.h: two words for each set
_CAP_DAC_OVERRIDE = 1  # to write whatever the bits say; to read it is another


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Sets(ctypes.Structure):
    _fields_ = [(name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable")]


@contextmanager
def powerless() -> Iterator[None]:
    """To root, too, what can only be read can only be read; to everybody else it is anyway."""
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("only on Linux can root do without its powers")
    before = _capabilities()
    _use(before & ~(1 << _CAP_DAC_OVERRIDE))
    try:
        yield
    finally:
        _use(before)


@contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """A folder in which nothing can be made or removed, by root neither."""
    folder.chmod(0o555)
    try:
        with powerless():
            yield
    finally:
        folder.chmod(0o755)


def _capabilities() -> int:
    """The capabilities that this thread uses, of those that come first."""
    return int(_call("capget")[0].effective)


def _use(capabilities: int) -> None:
    sets = _call("capget")
    sets[0].effective = capabilities
    _call("capset", sets)


def _call(name: str, sets: "ctypes.Array[_Sets] | None" = None) -> "ctypes.Array[_Sets]":
    sets = (_Sets * 2)() if sets is None else sets
    header = _Header(_VERSION, 0)
    if ctypes.CDLL(None, use_errno=True)[name](ctypes.byref(header), sets):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), name)
    return sets
