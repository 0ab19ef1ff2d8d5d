"""Death between two statements: a process that kills itself at a numbered point of its writing.

Nothing in the packages knows of it: SQLite itself tells when it begins a statement, and who takes a
connection for a transaction gives it back when that is over.
"""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Connection, event
from sqlalchemy.pool import Pool

from parley.events.sql.held import HeldConnections

BEGIN = "BEGIN IMMEDIATE"


def die_at(number: int) -> None:
    """Kill this process, as `kill -9` does, at the `number`th point (from 1) of its writing.

    A point is the moment before each statement of a writing transaction, a trigger's too, from
    BEGIN to COMMIT, and the moment after its COMMIT, before anybody has heard of it. A process
    that dies while it only reads has changed nothing.
    """
    points = _Points(number)

    def follow(connection: sqlite3.Connection, _: object) -> None:
        connection.set_trace_callback(partial(points.begin, id(connection)))

    using = HeldConnections.using

    @contextmanager
    def until_it_comes_back(held: HeldConnections, taken: Connection) -> Iterator[Connection]:
        of_driver = id(taken.connection.dbapi_connection)
        with using(held, taken) as connection:
            yield connection
        points.come_back(of_driver)

    event.listen(Pool, "connect", follow)
    HeldConnections.using = until_it_comes_back  # type: ignore[assignment, method-assign]


class _Points:
    """Counts by connection: whoever writes may read over another one meanwhile."""

    def __init__(self, left: int) -> None:
        self._left = left
        self._writing: set[int] = set()

    def begin(self, connection: int, statement: str) -> None:
        if statement == BEGIN:
            self._writing.add(connection)
        self._pass(connection)

    def come_back(self, connection: int) -> None:
        self._pass(connection)
        self._writing.discard(connection)

    def _pass(self, connection: int) -> None:
        self._left -= connection in self._writing
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
