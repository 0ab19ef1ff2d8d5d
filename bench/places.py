"""Where ledgers are measured: a file in a temporary folder, or a PostgreSQL of our own.

Both keep what they acknowledge on the disk, as in use: a figure without that would be flattery.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from tests.postgres import find_program, running_server

__all__ = ["ENGINES", "Place", "engines_here", "places"]

ENGINES = ("SQLite", "PostgreSQL")
DURABLE = ("fsync=on", "full_page_writes=on", "synchronous_commit=on")

Place = Callable[[], str]
"""The address of a place where no ledger is yet, another one with each call."""


def engines_here() -> list[str]:
    """The engines that this machine has."""
    return [name for name in ENGINES if name == "SQLite" or find_program() is not None]


@contextmanager
def places(engine: str) -> Iterator[tuple[str, Place]]:
    """The settings of an engine, in words, and places in it."""
    numbers = count(1)
    if engine == "SQLite":
        with TemporaryDirectory() as folder:
            settings = "write-ahead log, synchronous=FULL"
            yield settings, lambda: str(Path(folder) / f"{next(numbers)}.db")
        return
    with running_server(*DURABLE) as url:
        with psycopg.connect(url) as connection:
            version = connection.info.parameter_status("server_version")
        settings = f"{version} on a socket of the same machine, {', '.join(DURABLE)}"
        yield settings, lambda: f"{url}&schema=bench_{next(numbers)}"
