"""Ledgers for tests: one way to make and reopen a store, whatever engine is behind it."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from events.clock import SECOND
from events.memory import MemoryStore
from events.sql import SqlStore, create_store, open_store
from events.store import EventStore
from tests.events.saying import LEDGER

CREATED_AT = 1_725_690_600 * SECOND  # 7 September 2024


class HandClock:
    """A clock that moves when the test says so."""

    def __init__(self) -> None:
        self.now = CREATED_AT

    def __call__(self) -> int:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += int(seconds * SECOND)


class Ledgers(Protocol):
    """A place where one ledger can be made, and opened as often as one likes."""

    clock: HandClock

    def create(self) -> EventStore:
        """Make the ledger LEDGER at CREATED_AT and open it."""

    def reopen(self) -> EventStore:
        """Open it once more, beside the stores that are open."""

    def close(self) -> None:
        """Close every store that was opened."""


class MemoryLedgers:
    """Memory has no second door: to reopen is to be given the same store."""

    def __init__(self, kind: Callable[[str, HandClock], EventStore] = MemoryStore) -> None:
        self.clock = HandClock()
        self._kind = kind

    def create(self) -> EventStore:
        self._store = self._kind(LEDGER, self.clock)
        return self._store

    def reopen(self) -> EventStore:
        return self._store

    def close(self) -> None:
        self._store.close()


class SqliteLedgers:
    """One file in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.url = str(folder / "talks.db")
        self._open: list[SqlStore] = []

    def create(self) -> SqlStore:
        self._open.append(create_store(self.url, ledger=LEDGER, clock=self.clock))
        return self._open[-1]

    def reopen(self) -> SqlStore:
        self._open.append(open_store(self.url, clock=self.clock))
        return self._open[-1]

    def close(self) -> None:
        for store in self._open:
            store.close()
