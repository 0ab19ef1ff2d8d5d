"""What a figure was measured on: without it, a figure says nothing."""

import os
import platform
import sqlite3
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter

__all__ = ["describe_machine", "load", "name_machine", "percentile"]

FLUSHES = 50
BLOCK = bytes(4096)


def describe_machine() -> str:
    """One line: processors, memory, system, versions, and how long the disk takes to flush."""
    flushing = f"flushing 4 kB to the disk takes {1000 * flush_seconds():.2f} ms"
    return f"{name_machine()}, {flushing}"


def name_machine() -> str:
    """The same without what changes from one minute to the next."""
    return ", ".join(
        (
            f"{os.cpu_count()} processors ({_from('/proc/cpuinfo', 'model name')})",
            f"memory {_from('/proc/meminfo', 'MemTotal')}",
            f"{platform.system()} {platform.machine()}",
            f"Python {platform.python_version()}",
            f"SQLite {sqlite3.sqlite_version}",
        )
    )


def load() -> str:
    """How many processes have wanted a processor in the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


def flush_seconds() -> float:
    """The median time that the disk of the temporary folder takes to keep 4 kB."""
    taken = []
    with TemporaryFile(buffering=0) as file:
        for _ in range(FLUSHES):
            began = perf_counter()
            file.write(BLOCK)
            os.fsync(file.fileno())
            taken.append(perf_counter() - began)
    return median(taken)


def percentile(values: list[float], percent: int) -> float:
    """The smallest value that so many percent of them do not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else 0.0


def _from(path: str, name: str) -> str:
    """The value of `name` in a list of the kernel's, where there is one."""
    file = Path(path)
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    found = (line.partition(":")[2].strip() for line in lines if line.startswith(name))
    return next(found, "unknown")
