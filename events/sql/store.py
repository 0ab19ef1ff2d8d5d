"""A ledger in an SQL database: created, opened, and offered as an `EventStore`.

Which engine it is, its address says; from there on the store asks and does the same on each.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Self

from msgspec import Struct
from sqlalchemy import Connection

from parley.events.addresses import is_server
from parley.events.append import Group, Outcome, StreamHead
from parley.events.clock import Clock, next_recorded_at
from parley.events.coalescing import Coalescing
from parley.events.hints import Hints
from parley.events.inspection import Strange
from parley.events.record import Record
from parley.events.sql import read
from parley.events.sql.database import Database, Fill, Follow
from parley.events.sql.load import Progress, load_rows, lock_empty
from parley.events.sql.roles import Rights, Roles
from parley.events.sql.sqlite import creation as sqlite
from parley.events.sql.sqlite.append import append_groups
from parley.events.sql.sqlite.files import path_of
from parley.events.sql.tables import record
from parley.events.sql.views import SqlViews
from parley.events.statement import check_ledger_name
from parley.events.store import Head, LedgerInfo, Row, Standing
from parley.events.store_errors import DriverMissing
from parley.events.tables import Schema
from parley.events.tiles import Tile, full_tiles, levels, root
from parley.events.views import ViewStore

TILES_PER_TRANSACTION = 64  # of 256 leaves each: well under a second of holding the lock


def create_store(url: str, *, ledger: str, clock: Clock, roles: Roles | None = None) -> "SqlStore":
    """Make an empty ledger at ``url``, a path, sqlite:/// or postgresql:// address, and open it.

    On a server its own clock counts, not ``clock``; ``roles`` are given rights there.

    Raises LedgerExists, NotALedger where there is something else, StoreUnreachable, UnknownUrl,
    DriverMissing, NoSuchRole; Malformed for a name that no statement could repeat; ClockImpossible.
    """
    check_ledger_name(ledger)
    if is_server(url):
        with _needing_driver():
            from parley.events.sql import postgresql

        server, info = postgresql.create_ledger(url, ledger, roles or Roles())
        return SqlStore(server, info, partial(postgresql.append_groups, server, info.ledger))
    _refuse_roles(roles)
    created_at = next_recorded_at(clock(), head=-1)
    file, info = sqlite.create_ledger(path_of(url), LedgerInfo(ledger, created_at))
    return SqlStore(file, info, partial(append_groups, file, info.ledger, clock))


def create_copy(
    url: str,
    info: LedgerInfo,
    rows: Iterable[Row],
    *,
    size: int,
    root: bytes,
    roles: Roles | None = None,
    read_back: Progress | None = None,
) -> None:
    """Make a ledger again at ``url`` with its records, in one transaction: all of it or nothing.

    On a server ``roles`` are given rights on it; ``read_back`` as for `load_rows`.

    Raises as `create_store` and `EventStore.load` do.
    """

    def fill(connection: Connection, made: LedgerInfo) -> None:
        load_rows(connection, made, rows, size=size, root=root, read_back=read_back)

    _create_filled(url, info, roles, fill).close()


def _create_filled(url: str, info: LedgerInfo, roles: Roles | None, fill: Fill) -> Database:
    if is_server(url):
        with _needing_driver():
            from parley.events.sql import postgresql

        return postgresql.create_ledger(
            url, info.ledger, roles or Roles(), created_at=info.created_at, fill=fill
        )[0]
    _refuse_roles(roles)
    return sqlite.create_ledger(path_of(url), info, fill)[0]


def _refuse_roles(roles: Roles | None) -> None:
    if roles is not None:
        raise ValueError("a file has no roles: the permissions of its folder say who may write")


def open_store(url: str, *, clock: Clock, read_only: bool = False) -> "SqlStore":
    """Open the ledger at ``url``. What cannot be written here is opened for reading.

    Raises NoSuchLedger, NotALedger, NewerLedger, OlderLedger, StoreUnreachable, UnknownUrl,
    DriverMissing.
    """
    if is_server(url):
        with _needing_driver():
            from parley.events.sql import postgresql

        server, info = postgresql.open_ledger(url, read_only=read_only)
        return SqlStore(server, info, partial(postgresql.append_groups, server, info.ledger))
    file, info = sqlite.open_ledger(path_of(url), read_only=read_only)
    return SqlStore(file, info, partial(append_groups, file, info.ledger, clock))


def reach_database(url: str, *, read_only: bool) -> Database:
    """The place of the ledger at ``url``, of whatever revision its tables are.

    Raises NoSuchLedger, NotALedger, StoreUnreachable, UnknownUrl, DriverMissing.
    """
    if is_server(url):
        with _needing_driver():
            from parley.events.sql import postgresql

        return postgresql.reach_ledger(url, read_only=read_only)
    return sqlite.reach_ledger(path_of(url), read_only=read_only)


def change_rights(url: str, views: Schema, *, give: Roles | None, take: Collection[str]) -> Rights:
    """Take rights on the ledger at ``url``, which is on a server, away from roles; then give some,
    also on what there is of ``views``.

    Answers who has which rights afterwards. Raises NotTheOwner, NoSuchRole; ValueError for a file.
    """
    if not is_server(url):
        _refuse_roles(give or Roles())
    with _needing_driver():
        from parley.events.sql import postgresql

    return postgresql.change_rights(url, views, give=give, take=take)


@contextmanager
def _needing_driver() -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise DriverMissing("a postgresql:// address", "postgres") from error


class Snapshot(Struct, frozen=True):
    """One state of a log. ``rows`` MUST be read while it is open."""

    head: Head
    rows: Iterator[Row]


class SqlStore:
    """An `EventStore` in an SQL database; made by `create_store` and `open_store`.

    ``append`` is the engine's own. Calls of several threads are coalesced into one transaction.
    """

    def __init__(
        self,
        database: Database,
        info: LedgerInfo,
        append: Callable[[Follow, Sequence[Group]], list[Outcome]],
    ) -> None:
        self._database = database
        self._info = info
        self._views = SqlViews(database)
        self._append = Coalescing(partial(append, self._views.append))

    @property
    def info(self) -> LedgerInfo:
        return self._info

    @property
    def writable(self) -> bool:
        return self._database.writable

    @property
    def views(self) -> ViewStore:
        return self._views

    def head(self) -> Head:
        with self._database.reading() as connection:
            return read.head_in(connection)

    def append(self, groups: Sequence[Group]) -> list[Outcome]:
        return self._append(groups)

    def load(
        self, rows: Iterable[Row], *, size: int, root: bytes, read_back: Progress | None = None
    ) -> None:
        """`EventStore.load`; ``read_back`` as for `load_rows`."""
        with self._database.writing() as connection:
            lock_empty(connection, self._database.where)
            load_rows(connection, self._info, rows, size=size, root=root, read_back=read_back)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The log in one transaction, whatever is appended meanwhile; for whoever copies it."""
        with self._database.reading() as connection:
            head = read.head_in(connection)
            yield Snapshot(head, read.rows_in(connection, head.size))

    def read(self, *, after: int = 0, upto: int | None = None) -> Iterator[Record]:
        return read.read_records(self._database, after, upto)

    def read_stream(
        self, stream: str, *, after: int = 0, upto: int | None = None
    ) -> Iterator[Record]:
        return read.read_stream(self._database, stream, after, upto)

    def find(self, id: str) -> Record | None:
        with self._database.reading() as connection:
            return read.record_in(connection, record.c.id == id)

    def find_all(self, ids: Sequence[str]) -> list[Record]:
        return read.records_of(self._database, ids)

    def stream_head(self, stream: str, upto: int | None = None) -> StreamHead | None:
        with self._database.reading() as connection:
            return read.stream_head_in(connection, stream, upto)

    def standing(
        self, streams: Sequence[str], table: str, column: str, values: Collection[str]
    ) -> Standing:
        return self._views.standing(streams, table, column, values)

    def stream_heads(self, prefix: str = "", upto: int | None = None) -> list[StreamHead]:
        return read.stream_heads(self._database, prefix, upto)

    def position_at(self, recorded_at: int) -> int:
        return read.position_at(self._database, recorded_at)

    def leaf_hashes(self, start: int, stop: int) -> Iterator[bytes]:
        return read.leaf_hashes(self._database, start, stop)

    def integrate(self) -> int:
        size = self.head().size
        while self._lacks_tiles(size):
            with self._database.writing(durable=False) as connection:
                self._database.put_tiles(connection, size, TILES_PER_TRANSACTION)
        return size

    def _lacks_tiles(self, size: int) -> bool:
        with self._database.reading() as connection:
            return any(
                read.count_tiles(connection, level) < full_tiles(size, level)
                for level in range(levels(size))
            )

    def root(self, size: int) -> bytes:
        if size > self.head().size:
            raise ValueError(f"no root over {size} records: there are {self.head().size}")
        with self._database.reading() as connection:
            return root(size, partial(read.read_tile, connection), self.leaf_hashes)

    def read_rows(self, *, after: int = 0, upto: int | None = None) -> Iterator[Row]:
        return read.read_rows(self._database, after, upto)

    def read_tiles(self) -> Iterator[Tile]:
        return read.read_tiles(self._database)

    def inspect(self, schema: Schema, *, closely: bool = False) -> list[Strange]:
        with self._database.reading() as connection:
            return self._database.inspect(connection, schema, closely=closely)

    def hints(self) -> Hints:
        return self._database.hints()

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
