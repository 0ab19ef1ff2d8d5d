"""Death between two statements: a process that kills itself at a numbered point of its writing.

Nothing in the packages knows of it: SQLite itself tells when it begins a statement, and the pool
of connections when a transaction is over.
"""

import os
import signal
import sqlite3

from sqlalchemy import event
from sqlalchemy.pool import Pool

BEGIN = "BEGIN IMMEDIATE"


def die_at(number: int) -> None:
    """Kill this process, as `kill -9` does, at the `number`th point (from 1) of its writing.

    A point is the moment before each statement of a writing transaction, a trigger's too, from
    BEGIN to COMMIT, and the moment after its COMMIT, before anybody has heard of it. A process
    that dies while it only reads has changed nothing.
    """
    points = _Points(number)

    def follow(connection: sqlite3.Connection, _: object) -> None:
        connection.set_trace_callback(points.begin)

    def come_back(*_: object) -> None:
        points.come_back()

    event.listen(Pool, "connect", follow)
    event.listen(Pool, "checkin", come_back)


class _Points:
    def __init__(self, left: int) -> None:
        self._left = left
        self._writing = False

    def begin(self, statement: str) -> None:
        self._writing = self._writing or statement == BEGIN
        self._pass()

    def come_back(self) -> None:
        self._pass()
        self._writing = False

    def _pass(self) -> None:
        self._left -= self._writing
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
