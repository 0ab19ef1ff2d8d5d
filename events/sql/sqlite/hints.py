"""Hints from an SQLite file: its data version, which every commit of others moves.

SQLite calls nobody, so the number is looked at again and again; that costs a few microseconds and
no lock that a writer would meet.
"""

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from parley.events.hints import Bell

__all__ = ["SqliteHints"]

LOOK_SECONDS = 0.02  # between two looks: half of it is the usual delay


class SqliteHints:
    """`Hints` on a connection of their own: a data version is that of one connection."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._bell = Bell()
        self._connection: sqlite3.Connection | None = None
        self._version = 0

    def wait(self, seconds: float) -> bool:
        give_up = monotonic() + seconds
        try:
            if self._connection is None:
                self._connection = self._connect()
                self._version = self._look(self._connection)
                return True
            while (version := self._look(self._connection)) == self._version:
                left = give_up - monotonic()
                if left <= 0 or self._bell.wait(min(left, LOOK_SECONDS)).rung:
                    return False
            self._version = version
        except sqlite3.Error:
            self._let_go()
            self._bell.wait(give_up - monotonic())
            return False
        return True

    def _look(self, connection: sqlite3.Connection) -> int:
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        return int(version)

    def wake(self) -> None:
        self._bell.ring()

    def close(self) -> None:
        self._let_go()
        self._bell.close()

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()
