"""pyeventsourcing at the same work: its aggregates, its application, and rows of its own.

It is installed beside parley by `make bench` alone, into an environment of its own; no part of
parley imports this module. Events of its are 250 bytes or so, ours 650. Its SQLite is set to flush
at each commit, as ours is. Rows are written in the transaction of the event, by the hook that its
recorders have for that: the quickest way that it offers. Its own projections run behind, in a
thread.
"""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from itertools import count
from sqlite3 import connect
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

from eventsourcing import postgres, sqlite
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import StoredEvent

from bench.rows import Template, copy_tables
from bench.turns import Side

__all__ = ["NAME", "Negotiation", "Peer", "on_file", "on_server"]

NAME = f"eventsourcing {version('eventsourcing')}"
WORDS = ("synthetic words " * 5)[:80]


class Negotiation(Aggregate):
    """Two parties, and what was last offered."""

    @event("Started")
    def __init__(self, party: str, other: str) -> None:
        self.party, self.other, self.seats, self.words, self.day = party, other, 0, "", ""

    @event("OfferMade")
    def offer(self, party: str, other: str, seats: int, words: str, day: str, meta: Any) -> None:
        """Offer seats."""
        self.party, self.other, self.meta = party, other, meta
        self.seats, self.words, self.day = seats, words, day


class FileWithRows(sqlite.SQLiteApplicationRecorder):
    """Writes the rows of a step into tables of the same file, with its event."""

    template: Template
    statements: dict[str, str]

    def _insert_events(self, c: Any, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Any:
        for each in stored_events:
            stream = str(each.originator_id)
            for table, values in self.template.filled(stream, each.originator_version):
                c.execute(self.statements[table], values)
        return super()._insert_events(c, stored_events, **kwargs)


class ServerWithRows(postgres.PostgresApplicationRecorder):
    """The same on a server."""

    template: Template
    statements: dict[str, str]

    def _insert_events(self, curs: Any, stored_events: Sequence[StoredEvent], **_: Any) -> None:
        for each in stored_events:
            stream = str(each.originator_id)
            for table, values in self.template.filled(stream, each.originator_version):
                curs.execute(self.statements[table], values, prepare=True)


class Peer:
    """One application with so many negotiations of a few steps each."""

    def __init__(self, env: dict[str, str], streams: int, steps: int) -> None:
        self.app: Any = Application(env=env)
        self.held = [Negotiation("ALDER", "BIRCH") for _ in range(streams)]
        for _ in range(steps):
            for each in self.held:
                each.offer("ALDER", "BIRCH", 1, WORDS, "1990-01-01", {})
        for first in range(0, streams, 50):
            self.app.save(*self.held[first : first + 50])
        self._turn: Iterator[int] = count()

    def in_memory(self, times: int) -> None:
        """Trigger and save; the aggregate is still at hand."""
        for _ in range(times):
            number = next(self._turn)
            held = self.held[number % len(self.held)]
            _offer(held, number)
            self.app.save(held)

    def looked_up(self, times: int) -> None:
        """Get the aggregate, trigger and save, as who answers a request or a command does."""
        for _ in range(times):
            number = next(self._turn)
            held = self.app.repository.get(self.held[number % len(self.held)].id)
            _offer(held, number)
            self.app.save(held)

    def in_batches(self, size: int) -> Side:
        """So many aggregates saved at once; `times` counts the events."""

        def save(times: int) -> None:
            for _ in range(times // size):
                numbers = [next(self._turn) for _ in range(size)]
                held = [self.held[each % len(self.held)] for each in numbers]
                for number, each in zip(numbers, held, strict=True):
                    _offer(each, number)
                self.app.save(*held)

        return save

    def bare(self) -> Side:
        """Its recorder alone, without aggregate, codec or rows."""
        recorder, turn = self.app.recorder, count()
        ids: list[UUID] = [uuid4() for _ in self.held]
        state = f'{{"party":"ALDER","other":"BIRCH","seats":7,"words":"{WORDS}"}}'.encode()

        def insert(times: int) -> None:
            for _ in range(times):
                number = next(turn)
                again, which = divmod(number, len(ids))
                recorder.insert_events([StoredEvent(ids[which], again + 1, "n:OfferMade", state)])

        return insert

    def close(self) -> None:
        """Let go of its connections."""
        self.app.close()


def on_file(path: str, streams: int, steps: int, rows: tuple[Template, str] | None = None) -> Peer:
    """On a SQLite file that flushes at each commit; `rows`: of what, and the ledger of ours whose
    tables are made there as well."""
    env = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": path}
    _flush_at_each_commit()
    if rows is not None:
        FileWithRows.template, source = rows
        FileWithRows.statements = FileWithRows.template.statements("?")
        env["APPLICATION_RECORDER_TOPIC"] = f"{FileWithRows.__module__}:FileWithRows"
        with connect(path) as file:
            copy_tables(source, file)
    return Peer(env, streams, steps)


def on_server(
    url: str, schema: str, streams: int, steps: int, rows: Template | None = None
) -> Peer:
    """In a schema of a server; with `rows`, its tables must be there as well."""
    parts = urlsplit(url)
    host = parse_qs(parts.query)["host"][0]
    env = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": parts.path.strip("/") or "postgres",
        "POSTGRES_HOST": host,
        "POSTGRES_PORT": "5432",
        "POSTGRES_USER": parts.username or "parley",
        "POSTGRES_PASSWORD": "none",
        "POSTGRES_SCHEMA": schema,
    }
    if rows is not None:
        ServerWithRows.template = rows
        statements = rows.statements("%s")
        ServerWithRows.statements = {
            table: each.replace(f"INTO {table}", f"INTO {schema}.{table}")
            for table, each in statements.items()
        }
        env["APPLICATION_RECORDER_TOPIC"] = f"{ServerWithRows.__module__}:ServerWithRows"
    return Peer(env, streams, steps)


def _offer(held: Negotiation, number: int) -> None:
    held.offer("ALDER", "BIRCH", number % 90, WORDS, "1990-01-01", {"actor": "bench", "schema": 1})


def _flush_at_each_commit() -> None:
    pool: Any = sqlite.SQLiteConnectionPool
    if getattr(pool, "flushes", False):
        return
    make = pool._create_connection

    def create(self: Any) -> Any:
        made = make(self)
        made._sqlite_conn.execute("PRAGMA synchronous = FULL")
        return made

    pool._create_connection, pool.flushes = create, True
