"""Appends that stop in the middle: one group is written, the head is locked, nothing is committed.

So the interleavings that lose records elsewhere can be written down step by step.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Protocol

import psycopg

from parley.events.append import Group
from parley.events.sql import open_store
from tests.events.ledgers import PostgresLedgers, SqlLedgers


class SlowAppend(Protocol):
    """A transaction that has appended the first of its groups."""

    def finish(self) -> None:
        """Append the second, and commit."""

    def abort(self) -> None:
        """Take everything back, if it is not finished."""


def begin_append(ledgers: SqlLedgers, first: Group, second: Group) -> SlowAppend:
    """Append ``first`` and stop; the append MUST be finished or aborted."""
    kind = _OnServer if isinstance(ledgers, PostgresLedgers) else _InFile
    return kind(ledgers, first, second)


@contextmanager
def appending(ledgers: SqlLedgers, first: Group, second: Group) -> Iterator[SlowAppend]:
    """The same, aborted at the end of the block unless it was finished."""
    slow = begin_append(ledgers, first, second)
    try:
        yield slow
    finally:
        slow.abort()


class _OnServer:
    def __init__(self, ledgers: SqlLedgers, first: Group, second: Group) -> None:
        address, _, self._schema = ledgers.url.rpartition("&schema=")
        self._second = second
        self._connection = psycopg.connect(address)
        self._append(first)

    def _append(self, group: Group) -> None:
        count = len(group.statements)
        answer = self._connection.execute(
            f"SELECT outcome FROM {self._schema}.append(%s, %s, %s)".encode(),
            ([said.statement for said in group.statements], [""] * count, [1] * count),
        )
        assert answer.fetchall() == [("appended",)]

    def finish(self) -> None:
        self._append(self._second)
        self._connection.commit()
        self._connection.close()

    def abort(self) -> None:
        self._connection.close()


class Aborted(Exception):  # noqa: N818 - it says what happened
    """By the test."""


class _InFile:
    """The clock is asked once for each group: at the second time it stops."""

    def __init__(self, ledgers: SqlLedgers, first: Group, second: Group) -> None:
        self._ledgers = ledgers
        self._asked = 0
        self._abort = False
        self._stopped = Event()
        self._released = Event()
        self._thread = Thread(target=self._run, args=(first, second))
        self._thread.start()
        self._stopped.wait()

    def _run(self, *groups: Group) -> None:
        with open_store(self._ledgers.url, clock=self._clock) as store:
            try:
                store.append(groups)
            except Aborted:
                return

    def _clock(self) -> int:
        self._asked += 1
        if self._asked == 2:
            self._stopped.set()
            self._released.wait()
            if self._abort:
                raise Aborted
        return self._ledgers.clock.now

    def finish(self) -> None:
        self._released.set()
        self._thread.join()

    def abort(self) -> None:
        self._abort = True
        self.finish()
