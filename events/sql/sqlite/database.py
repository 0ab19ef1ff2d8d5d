"""Connections to one SQLite file, transactions on them, and their errors in the ledger's words.

All that depends on how SQLite opens, locks and fails is here, so that the statements beside it
can be read as plain SQL.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Dialect, MetaData, QueuePool, Table, create_engine
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.util import LRUCache

from parley.events.inspection import Strange, refuse_what_runs
from parley.events.sql.composed import Composed, ask_plain, run_plain
from parley.events.sql.database import Place, Question
from parley.events.sql.ddl import statements_for
from parley.events.sql.held import HeldConnections
from parley.events.sql.sqlite.connecting import connect
from parley.events.sql.sqlite.files import (
    BUSY_TIMEOUT_SECONDS,
    failure_from,
    is_read_only,
    opens,
    uri_of,
)
from parley.events.sql.sqlite.hints import SqliteHints
from parley.events.sql.sqlite.inspection import Expected, expect, inspect
from parley.events.sql.sqlite.tiling import put_tiles
from parley.events.sql.sqlite.words import FOUND, SqliteWords
from parley.events.sql.sqlite.words_kept import drop_damaged
from parley.events.store_errors import (
    ReadOnlyStore,
    StoreLocked,
    StoreUnreachable,
)
from parley.events.tables import Schema, SqlView
from parley.events.views import Waiting, wait_silently

DURABLE = "FULL"  # how SQLite syncs what is acknowledged
_SYNCED = "parley.synced"
STATEMENTS_MAX = 500  # kept composed
POOL_SIZE = 8  # connections kept open; more are opened under load

Answer = TypeVar("Answer")


class SqliteDatabase:
    """One SQLite file. ``where`` is its path, for messages.

    Raises StoreUnreachable, NotALedger: nothing is changed by opening a file that is no ledger.
    """

    schema = None  # a file is one place

    def __init__(self, path: Path, *, create: bool = False, read_only: bool = False) -> None:
        self.where = str(path)
        real = path.resolve()  # a link's lock files lie beside the file it leads to
        self.writable = create or not (read_only or is_read_only(real))
        self._looked: tuple[Schema, int] | None = None
        """By which views the file was looked at last, and SQLite's number for the tables, triggers
        and indexes that it had then."""
        self._uri = uri_of(real, self._mode(real, create))
        dialect, composed = _composing()
        self._engine = create_engine(
            "sqlite://",
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=POOL_SIZE,
            max_overflow=-1,
            execution_options={"compiled_cache": composed},
        )
        self._engine.dialect = dialect
        self._held = HeldConnections(self._engine, POOL_SIZE)

    def _mode(self, path: Path, create: bool) -> str:
        if create:
            return "rwc"
        if self.writable or not is_read_only(path):
            return "rw"  # for a reader too: it shares the locks and leaves no files behind
        if opens(uri_of(path, "ro")):
            return "ro"
        # Nobody can make the lock files that a write-ahead log needs. Without such a log the file
        # itself is complete and may be read as immutable; with one, that would hide records.
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size > 0:
            raise StoreUnreachable(
                self.where,
                f"{log.name} beside it holds records and cannot be opened in a read-only folder; "
                "copy both files to a folder that can be written",
            )
        return "ro&immutable=1"

    def _connect(self) -> sqlite3.Connection:
        return connect(self._uri, writable=self.writable, timeout=BUSY_TIMEOUT_SECONDS)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the file from its first statement on."""
        with self._connected() as connection:
            connection.begin()
            run_plain(connection, "BEGIN")
            yield connection
            connection.commit()

    def reading_views(self) -> AbstractContextManager[Connection]:
        """The same: a state of the file holds the tables of views with their rows."""
        return self.reading()

    @contextmanager
    def writing(
        self,
        *,
        durable: bool = True,
    ) -> Iterator[Connection]:
        """A transaction that holds the only write lock from its beginning on.

        It commits at the end of the block and rolls back on an exception. Unless ``durable``, a
        power cut may lose it, but never without everything after it.

        Raises ReadOnlyStore, StoreLocked, DiskFull, StoreUnreachable, NotAsMade.
        """
        if not self.writable:
            raise ReadOnlyStore(self.where)
        with self._connected() as connection:
            # The sync before the next durable commit covers the commits before it, too.
            self._sync(connection, DURABLE if durable else "NORMAL")
            # A transaction that reads first and locks later fails under load, or decides on an
            # old state: IMMEDIATE locks now.
            connection.begin()
            run_plain(connection, "BEGIN IMMEDIATE")
            self._look_again(connection)
            yield connection
            connection.commit()

    def _sync(self, connection: Connection, how: str) -> None:
        """Let commits on this connection be synced so, where they are not yet."""
        if connection.info.get(_SYNCED) != how:
            run_plain(connection, f"PRAGMA synchronous = {how}")
            connection.info[_SYNCED] = how

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection. One on which something failed is not used again: what was being read there
        is still open, and would keep whoever comes next from dropping a table."""
        with self._mapped_errors(), self._held.connected() as connection:
            yield connection

    def failure_of(self, error: DBAPIError) -> Exception:
        """What an error that came in a transaction means."""
        return failure_from(error.orig, self.where)

    def goes_on(self, connection: Connection) -> bool:
        """Whether SQLite has not ended the transaction, as it does where a disk is full."""
        return bool(getattr(connection.connection.dbapi_connection, "in_transaction", False))

    def together(self, connection: Connection) -> AbstractContextManager[object]:  # noqa: ARG002
        """There is no way to the engine that could be saved."""
        return nullcontext()

    def ask(self, questions: Sequence[Question]) -> list[list[tuple[Any, ...]]]:
        """One after the other: there is no way to the engine that could be saved."""
        with self.reading() as connection:
            return [question.rows(connection, *values) for question, values in questions]

    def hold_behind_savepoint(
        self, connection: Connection, savepoint: str, question: Composed
    ) -> list[tuple[Any, ...]]:
        """A file has one lock for writers, and this transaction has it."""
        run_plain(connection, f"SAVEPOINT {savepoint}")
        return question.rows(connection)

    def describe(self, connection: Connection) -> Place:
        """SQLite's version, the file with its write-ahead log, and how that is written."""
        path = Path(self.where)
        files = (path, path.with_name(f"{path.name}-wal"))
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        return Place(
            engine="SQLite",
            server=sqlite3.sqlite_version,
            disk_bytes=sum(file.stat().st_size for file in files if file.exists()),
            settings={"journal_mode": journal, "synchronous": DURABLE.lower()},
        )

    def migrating(self) -> AbstractContextManager[Connection]:
        """A durable transaction; a file has one owner, and one writer at a time."""
        return self.writing()

    def hold_log(self, connection: Connection) -> None:
        """A file has one lock for writers, and this transaction has it."""

    def change_tables(
        self,
        work: Callable[[Connection], Answer],
        names: Collection[str],  # noqa: ARG002 - a file has no rights
        waiting: Waiting = wait_silently,  # noqa: ARG002 - readers of a file keep nobody waiting
    ) -> Answer:
        """Run ``work``, which makes or drops tables of views, in one transaction."""
        with self.writing(durable=False) as connection:
            return work(connection)

    def makes_tables(self, connection: Connection) -> bool:  # noqa: ARG002 - a file has one owner
        """Whether the file can be written."""
        return self.writable

    def table_kinds(self, connection: Connection) -> dict[str, str]:
        """The tables and SQL views that there are, whoever made them: "table" or "view" by name."""
        found = connection.exec_driver_sql(
            "SELECT lower(name) AS name, type FROM sqlite_schema WHERE type IN ('table', 'view')"
        )
        return {row.name: row.type for row in found}

    def put_tiles(self, connection: Connection, size: int, most: int) -> None:
        """Store tiles that are missing, lower levels first; other writers wait meanwhile."""
        put_tiles(connection, size, most)

    def insert_into(self, table: Table) -> Insert:
        """An INSERT that knows ON CONFLICT."""
        return insert(table)

    def words(
        self,
        metadata: MetaData,
        name: str,
        key: Sequence[Column[object]],
    ) -> SqliteWords:
        """Where the words of table ``name`` stand; what is made for it joins ``metadata``."""
        return SqliteWords(metadata, name, key)

    def create_tables(self, connection: Connection, tables: MetaData) -> None:
        """Make tables of which none is there; SQLite keeps no comments."""
        for statement in statements_for(tables, _DIALECT):
            connection.exec_driver_sql(statement)

    def create_view(self, connection: Connection, view: SqlView) -> None:
        """Make a view in SQL; SQLite keeps no comments."""
        name = connection.dialect.identifier_preparer.quote(view.name)
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {view.sqlite}")

    def drop(self, connection: Connection, kind: str, name: str) -> None:
        """Drop a table or view; a damaged index of words takes more than a word."""
        quoted = connection.dialect.identifier_preparer.quote(name)
        try:
            connection.exec_driver_sql(f"DROP {kind.upper()} {quoted}")
        except DBAPIError:
            if not name.endswith(FOUND):
                raise
            drop_damaged(connection, name)

    def inspect(
        self, connection: Connection, schema: Schema, *, closely: bool = False
    ) -> list[Strange]:
        """`EventStore.inspect`; more closely, with SQLite's own check of the file."""
        if schema not in _EXPECTED:
            _EXPECTED[schema] = expect(self, schema)
        found = inspect(connection, _EXPECTED[schema], self.where, closely=closely)
        self._looked = schema, _schema_version(connection)
        return found

    def _look_again(self, connection: Connection) -> None:
        """Look whether the file is as this release makes it, if its tables, triggers or indexes
        changed since it was looked at: whoever keeps it open for long has no other occasion.

        Raises NotAsMade where something else could run now.
        """
        if self._looked is None or _schema_version(connection) == self._looked[1]:
            return
        schema = self._looked[0]
        refuse_what_runs(inspect(connection, _EXPECTED[schema], self.where))
        self._looked = schema, _schema_version(connection)

    @contextmanager
    def outside_transactions(self) -> Iterator[Connection]:
        """A connection for what SQLite refuses to do inside a transaction."""
        with self._connected() as connection:
            yield connection

    def keep_write_ahead_log(self) -> None:
        """Let readers and a writer work side by side; the file remembers it. Raises StoreLocked."""
        give_up = monotonic() + BUSY_TIMEOUT_SECONDS
        while True:
            try:
                with self.outside_transactions() as connection:
                    connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                return
            except StoreLocked:  # this statement alone does not wait for others by itself
                if monotonic() > give_up:
                    raise
                sleep(0.01)

    def hints(self) -> SqliteHints:
        """Hints of the commits of others, on a connection of their own."""
        return SqliteHints(self._connect)

    def close(self) -> None:
        self._held.close()
        self._engine.dispose()

    @contextmanager
    def _mapped_errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise failure_from(error.orig, self.where) from error
        except sqlite3.Error as error:  # from the creator, which SQLAlchemy does not wrap
            raise failure_from(error, self.where) from error


_DIALECT = SQLiteDialect()
_EXPECTED: dict[Schema, Expected] = {}
"""What is compared with files, made once a process: that takes longer than most commands."""


@lru_cache(maxsize=1)
def _composing() -> tuple[Dialect, LRUCache[Any, Any]]:
    """The dialect of every file, and the statements composed in it: that is done once a process,
    and not for each ledger that it opens, where it takes a third of a command's time."""
    model = create_engine("sqlite://")
    model.connect().close()  # the dialect learns which SQLite this is
    model.dispose()
    return model.dialect, LRUCache(STATEMENTS_MAX)


def _schema_version(connection: Connection) -> int:
    (number,) = ask_plain(connection, "PRAGMA main.schema_version")
    return int(number)
