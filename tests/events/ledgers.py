"""Ledgers for tests: one way to make and reopen a store, whatever engine is behind it."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import psycopg

from parley.events.clock import SECOND
from parley.events.memory import MemoryStore
from parley.events.sql import SqlStore, create_store, open_store
from parley.events.sql.postgresql.objects import OBJECTS
from parley.events.store import EventStore
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


class SqlLedgers:
    """One place in an SQL database, which other processes can open too."""

    def __init__(self, url: str, clock: HandClock) -> None:
        self.url = url
        self.clock = clock
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


class SqliteLedgers(SqlLedgers):
    """One file in ``folder``."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder / "talks.db"), HandClock())


class ServerClock(HandClock):
    """A clock in a table of the server, which the ledgers in its ``schemas`` read as their own."""

    SQL = (
        'CREATE FUNCTION :"schema".clock_now() RETURNS bigint\nLANGUAGE sql VOLATILE\n'
        "AS $$SELECT coalesce((SELECT now FROM test_clock.clock WHERE ledger = ':\"schema\"'),"
        " (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)$$;\n"
    )
    """One text for all, other ledgers of this process too: what a ledger's function should be is
    known without the ledger. One whose clock no test moves has the server's."""

    def __init__(self, server: str, *schemas: str) -> None:
        self._connection = psycopg.connect(server, autocommit=True)
        self._schemas = schemas
        self._ledgers = [f'"{schema}"' for schema in schemas]
        with self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(1)")
            self._connection.execute("CREATE SCHEMA IF NOT EXISTS test_clock")
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS test_clock.clock (ledger text PRIMARY KEY, now bigint)"
            )
            self._connection.execute(
                "INSERT INTO test_clock.clock SELECT unnest(%s::text[]), %s",
                (self._ledgers, CREATED_AT),
            )

    @property
    def now(self) -> int:
        row = self._connection.execute(
            "SELECT now FROM test_clock.clock WHERE ledger = %s", (self._ledgers[0],)
        ).fetchone()
        assert row is not None
        return int(row[0])

    @now.setter
    def now(self, value: int) -> None:
        self._connection.execute(
            "UPDATE test_clock.clock SET now = %s WHERE ledger = ANY(%s)", (value, self._ledgers)
        )

    def __reduce__(self) -> tuple[type[HandClock], tuple[()]]:
        return HandClock, ()  # another process that is given it opens the ledger to read

    def drop(self) -> None:
        """The ledgers, and what is theirs of the table."""
        for schema in self._schemas:
            self._connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE".encode())
        self._connection.execute(
            "DELETE FROM test_clock.clock WHERE ledger = ANY(%s)", (self._ledgers,)
        )
        self._connection.close()


class PostgresLedgers(SqlLedgers):
    """One schema on ``server``, in which the clock alone is not the ledger's own."""

    _own_clock = OBJECTS["clock_now"]
    _open_ones = 0

    def __init__(self, server: str) -> None:
        self.schema = f"t{uuid4().hex}"
        self._clock = ServerClock(server, self.schema)
        super().__init__(
            f"{server}{'&' if '?' in server else '?'}schema={self.schema}", self._clock
        )
        PostgresLedgers._open_ones += 1
        OBJECTS["clock_now"] = ServerClock.SQL  # which is now what a ledger is made of

    def close(self) -> None:
        super().close()
        self._clock.drop()
        PostgresLedgers._open_ones -= 1
        if PostgresLedgers._open_ones == 0:
            OBJECTS["clock_now"] = PostgresLedgers._own_clock
