"""A ledger in an SQLite file, read by the driver alone, as most commands read it.

SQLAlchemy takes longer to import than most commands take to run. So what is asked at the head of a
log has its few statements here as plain SQL, for a file that is in every word as this release makes
it. Whatever else is asked, and every other file with all that may be wrong with it, is left to the
whole store, which is opened then. A test holds the two to the same answers.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Final, cast

from msgspec import Struct

from parley.events import flaws
from parley.events.append import StreamHead
from parley.events.canonical import JsonObject, JsonValue, encode
from parley.events.errors import IntegrityError, ViewsDamaged, flaw_of
from parley.events.flaws import FoldDamaged, RowTwice, ViewsUnsaid
from parley.events.record import Record
from parley.events.sql.cells import from_driver
from parley.events.sql.sqlite.connecting import connect
from parley.events.sql.sqlite.files import (
    APPLICATION_ID,
    BUSY_TIMEOUT_SECONDS,
    failure_from,
    is_read_only,
    uri_of,
)
from parley.events.sql.stored import damaged, end_of, follows, head_of
from parley.events.store import EventStore, Head, LedgerInfo
from parley.events.tables import Schema, Table
from parley.events.views import Fold, StoredCells, StreamRows, ViewStore

__all__ = ["AsMade", "contents_digest", "open_reader"]

PAGE_ROWS: Final = 256

_CONTENTS = "SELECT type, name, tbl_name, sql, rootpage = 0 FROM main.sqlite_schema"
_INFO = 'SELECT "ledger"."ledger", "ledger"."created_at" FROM "ledger"'
_HEAD = 'SELECT "head"."size", "head"."recorded_at" FROM "head"'
_STATE = 'SELECT "view_state"."schema_version", "view_state"."cursor" FROM "view_state"'
_FOLD = (
    'SELECT "view_fold"."stream", "view_fold"."version", "view_fold"."data" FROM "view_fold"'
    ' WHERE "view_fold"."stream" = ?'
)
_FOLDED = (
    'SELECT "view_fold"."stream", "view_fold"."version" FROM "view_fold"'
    ' WHERE "view_fold"."stream" IN (SELECT value FROM json_each(?))'
)
_ENDS = (
    'SELECT "stream"."stream", "stream"."version", "stream"."hash", "stream"."position"'
    ' FROM "stream"'
)
_END = f'{_ENDS} WHERE "stream"."stream" = ?'
_BEGIN_SO = f'{_ENDS} WHERE "stream"."stream" >= ? AND "stream"."stream" < ?'
_OF_STREAM = (
    'SELECT "record"."position", "record"."version", "record"."record" FROM "record"'
    ' WHERE "record"."stream" = ? AND "record"."version" > ? AND "record"."position" <= ?'
    f' ORDER BY "record"."version" LIMIT {PAGE_ROWS}'
)

_END_COLUMNS: Final = {"stream": str, "version": int, "hash": bytes, "position": int}


class AsMade(Struct, frozen=True):
    """What a file says of itself that this release has made: the version of its views, the revision
    of its tables as Alembic writes it, and the digest of its list of contents."""

    views: int
    revision: str
    digest: str


def open_reader(path: Path, made: AsMade, whole: Callable[[], EventStore]) -> EventStore:
    """The ledger in the file, to be read; ``whole`` opens it as a whole store.

    Raises whatever ``whole`` does, which is asked where the file is not as this release makes it.
    """
    if path.is_file() and not is_read_only(path.resolve()):
        reader = _Reader(path, made, whole)
        with suppress(Exception):  # the whole store meets it again, and has words for it
            if reader.identify():
                return cast("EventStore", reader)
        reader.close()
    return whole()


def contents_digest(connection: sqlite3.Connection) -> str:
    """SHA-256 over a file's list of contents, in hex: every definition, letter by letter."""
    contents = sorted(list(map(str, row)) for row in connection.execute(_CONTENTS))
    return sha256(encode(cast("JsonValue", contents))).hexdigest()


class _Reader:
    """Those methods of an `EventStore` that most commands need; the whole store has the others."""

    writable = False

    def __init__(self, path: Path, made: AsMade, whole: Callable[[], EventStore]) -> None:
        self.made = made
        self.info = LedgerInfo("", 0)
        self.views = cast("ViewStore", _Views(self))
        self._where = str(path)
        self._uri = uri_of(path.resolve(), "rw")  # shares the locks, and leaves no files behind
        self._open_whole = whole
        self._whole: EventStore | None = None
        self._opening = Lock()
        self._idle: list[sqlite3.Connection] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.whole(), name)

    def whole(self) -> EventStore:
        """The same ledger as a store that knows everything."""
        with self._opening:
            if self._whole is None:
                self._whole = self._open_whole()
            return self._whole

    def identify(self) -> bool:
        """Whether the file is in every word as this release makes it; which ledger it is."""
        with self.reading() as connection:
            ours = _one(connection, "PRAGMA main.application_id") == (APPLICATION_ID,)
            if not ours or not self._is_as_made(connection):
                return False
            revision = _one(connection, 'SELECT "version_num" FROM "alembic_version"')
            info = _one(connection, _INFO)
        if revision != (self.made.revision,) or info is None:
            return False
        self.info = LedgerInfo(*_typed("ledger", {"ledger": str, "created_at": int}, info))
        return True

    def _is_as_made(self, connection: sqlite3.Connection) -> bool:
        plain = _one(connection, "PRAGMA main.user_version") == (0,)
        return plain and contents_digest(connection) == self.made.digest

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees one state of the file from its first statement on."""
        connection = None
        try:
            connection = self._connect()
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        except BaseException as error:
            if connection is not None:
                connection.close()
            if isinstance(error, sqlite3.Error):
                raise failure_from(error, self._where) from error
            raise
        self._idle.append(connection)

    def _connect(self) -> sqlite3.Connection:
        with suppress(IndexError):  # several threads may read
            return self._idle.pop()
        return connect(self._uri, writable=False, timeout=BUSY_TIMEOUT_SECONDS)

    def head(self) -> Head:
        with self.reading() as connection:
            row = _one(connection, _HEAD)
        if row is None:
            raise IntegrityError([flaws.NoHead()])
        return head_of(*_typed("head", {"size": int, "recorded_at": int}, row))

    def stream_head(self, stream: str, upto: int | None = None) -> StreamHead | None:
        with self.reading() as connection:
            row = _one(connection, _END, stream)
        end = None if row is None else end_of(*_typed("stream", _END_COLUMNS, row))
        if end is None or upto is None or end.position <= upto:
            return end
        return self.whole().stream_head(stream, upto)

    def stream_heads(self, prefix: str = "", upto: int | None = None) -> list[StreamHead]:
        with self.reading() as connection:
            # Names are ASCII, so that DEL sorts after every name that begins so.
            rows = connection.execute(_BEGIN_SO, (prefix, f"{prefix}\x7f")).fetchall()
        ends = [end_of(*_typed("stream", _END_COLUMNS, row)) for row in rows]
        if upto is not None and any(end.position > upto for end in ends):
            return self.whole().stream_heads(prefix, upto)
        return sorted(ends, key=lambda end: end.stream)

    def read_stream(
        self, stream: str, *, after: int = 0, upto: int | None = None
    ) -> Iterator[Record]:
        size = self.head().size
        stop = size if upto is None else min(upto, size)
        while True:
            with self.reading() as connection:
                rows = connection.execute(_OF_STREAM, (stream, after, stop)).fetchall()
            for position, version, data in rows:
                after += 1
                yield follows(stream, after, position, version, data)
            if len(rows) < PAGE_ROWS:
                return

    def inspect(self, schema: Schema, *, closely: bool = False) -> "Sequence[object]":
        if schema.version == self.made.views and not closely:
            with self.reading() as connection:
                if self._is_as_made(connection):
                    return []
        return self.whole().inspect(schema, closely=closely)

    def close(self) -> None:
        while self._idle:
            self._idle.pop().close()
        if self._whole is not None:
            self._whole.close()

    def __enter__(self) -> "_Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Views:
    """The same of a `ViewStore`. The tables of a file that is as made are all there."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self._schema: Schema | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole(), name)

    def _whole(self) -> ViewStore:
        views = self._reader.whole().views
        if self._schema is not None:
            views.prepare(self._schema)
        return views

    def prepare(self, schema: Schema) -> bool:
        self._schema = None
        if schema.version == self._reader.made.views:
            with suppress(IntegrityError), self._reader.reading() as connection:
                if _state(connection)[0] == schema.version:
                    self._schema = schema
                    return True
        return self._whole().prepare(schema)

    def cursor(self) -> int:
        if self._schema is None:
            return self._whole().cursor()
        with self._reader.reading() as connection:
            return _state(connection)[1]

    def folded(self, streams: Collection[str]) -> dict[str, int]:
        if self._schema is None:
            return self._whole().folded(streams)
        with self._reader.reading() as connection:
            rows = connection.execute(_FOLDED, (_listed(streams),)).fetchall()
        kinds = {"stream": str, "version": int}
        return dict(_typed("view_fold", kinds, row) for row in rows)

    def cells(self, table: str, streams: Collection[str]) -> StoredCells:
        if self._schema is None:
            return self._whole().cells(table, streams)
        found = self._schema.table(table)
        order = ", ".join(f'"{table}"."{column}"' for column in found.key)
        with self._reader.reading() as connection:
            rows: list[tuple[object, ...]] = connection.execute(
                f'SELECT {_columns(found)} FROM "{table}" WHERE "{table}"."stream"'
                f" IN (SELECT value FROM json_each(?)) ORDER BY {order}",
                (_listed(streams),),
            ).fetchall()
            return StoredCells(_state(connection)[1], rows)

    def select_stream(self, stream: str) -> StreamRows:
        if self._schema is None:
            return self._whole().select_stream(stream)
        of_stream = {"stream": stream}
        with self._reader.reading() as connection:
            return StreamRows(
                fold=_fold(connection, stream),
                tables={
                    table.name: _select(connection, self._schema, table.name, of_stream, ())
                    for table in self._schema.tables
                },
            )

    def select(
        self,
        table: str,
        where: Mapping[str, JsonValue] | None = None,
        order_by: Sequence[str] = (),
    ) -> list[JsonObject]:
        if self._schema is None:
            return self._whole().select(table, where, order_by)
        with self._reader.reading() as connection:
            return _select(connection, self._schema, table, where or {}, order_by)


def _select(
    connection: sqlite3.Connection,
    schema: Schema,
    name: str,
    where: Mapping[str, JsonValue],
    order_by: Sequence[str],
) -> list[JsonObject]:
    table = schema.table(name)
    table.check_selection(where, order_by)
    columns = _columns(table)
    wanted = " AND ".join(f'"{name}"."{column}" IS ?' for column in where)
    order = ", ".join(f'"{name}"."{column}"' for column in (*order_by, *table.key))
    found = connection.execute(
        f'SELECT {columns} FROM "{name}"{" WHERE " if where else ""}{wanted} ORDER BY {order}',
        tuple(where.values()),
    )
    return [from_driver(name, table.columns, row) for row in found]


def _columns(table: Table) -> str:
    # With its table before it, a name that is none of its columns is never taken for a text.
    return ", ".join(f'"{table.name}"."{column.name}"' for column in table.columns)


def _listed(streams: Collection[str]) -> str:
    return encode([*sorted(streams)]).decode()


def _fold(connection: sqlite3.Connection, stream: str) -> Fold | None:
    row = _one(connection, _FOLD, stream)
    if row is None:
        return None
    try:
        return Fold(*_typed("view_fold", {"stream": str, "version": int, "data": bytes}, row))
    except IntegrityError as error:
        raise ViewsDamaged(FoldDamaged(stream, flaw_of(error))) from error


def _state(connection: sqlite3.Connection) -> tuple[int, int]:
    """The version of the views in use, and up to which position they are. Raises ViewsDamaged."""
    row = _one(connection, _STATE)
    if row is None:
        raise ViewsDamaged(ViewsUnsaid())
    version, cursor = _typed("view_state", {"schema_version": int, "cursor": int}, row)
    if min(version, cursor) < 0:
        raise ViewsDamaged(ViewsUnsaid())
    return version, cursor


def _one(connection: sqlite3.Connection, sql: str, *values: object) -> tuple[Any, ...] | None:
    rows = connection.execute(sql, values).fetchmany(2)
    if len(rows) > 1:
        raise IntegrityError([RowTwice(sql.rpartition(" FROM ")[2].strip('"'))])
    return rows[0] if rows else None


def _typed(table: str, columns: Mapping[str, type], row: tuple[Any, ...]) -> tuple[Any, ...]:
    for (name, kind), value in zip(columns.items(), row, strict=True):
        if type(value) is not kind:
            raise damaged(name, table, value)
    return row
