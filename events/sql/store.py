"""A ledger in one SQLite file: created, opened, recognised, and offered as an `EventStore`.

The file says what it is in its own header, so that a slip of the keyboard neither writes a log
into somebody's bookmarks nor reads a later format as if it were this one.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from types import TracebackType
from typing import Self

from msgspec import structs
from sqlalchemy import Connection, insert

from events.append import Group, Outcome, StreamHead
from events.clock import Clock
from events.errors import LedgerExists, NewerLedger, NoSuchLedger, NotALedger, StoreUnreachable
from events.record import Record
from events.sql import read
from events.sql.append import append_groups
from events.sql.engine import Database, path_of
from events.sql.tables import bookkeeping, head, ledger, log, record, tile
from events.sql.triggers import SQLITE_TRIGGERS
from events.sql.views import SqlViews, create_state
from events.statement import check_ledger_name
from events.store import FORMAT, Head, LedgerInfo, Row
from events.tiles import Tile, full_tiles, levels, missing_tiles, root
from events.views import ViewStore

APPLICATION_ID = 0x7061726C  # "parl", in the SQLite file's header
TILES_PER_TRANSACTION = 64  # of 256 leaves each: well under a second of holding the lock


def create_store(url: str, *, ledger: str, clock: Clock) -> "SqlStore":
    """Make an empty ledger at ``url``, a path or sqlite:/// address, and open it.

    Raises LedgerExists, NotALedger where there is something else, StoreUnreachable, UnknownUrl;
    Malformed for a name that no statement could repeat.
    """
    check_ledger_name(ledger)
    path = path_of(url)
    if path.is_dir():
        raise NotALedger(str(path), "it is a folder")
    if not path.absolute().parent.is_dir():
        raise StoreUnreachable(str(path), f"there is no folder {path.absolute().parent}")
    database = Database(path, create=True)
    try:
        with database.outside_transactions() as connection:
            _check_nothing_there(connection, database.where)
        database.keep_write_ahead_log()
        with database.writing() as connection:
            _check_nothing_there(connection, database.where)  # somebody may have been faster
            info = _create_tables(connection, ledger, clock())
    except BaseException:
        database.close()
        raise
    return SqlStore(database, info, clock)


def open_store(url: str, *, clock: Clock, read_only: bool = False) -> "SqlStore":
    """Open the ledger at ``url``. What cannot be written here is opened for reading.

    Raises NoSuchLedger, NotALedger, NewerLedger, StoreUnreachable, UnknownUrl.
    """
    path = path_of(url)
    if path.is_dir():
        raise NotALedger(str(path), "it is a folder")
    if not path.exists():
        raise NoSuchLedger(str(path))
    database = Database(path, read_only=read_only)
    try:
        with database.reading() as connection:
            info = _identify(connection, database.where)
        if info is None:
            raise NotALedger(database.where, "it is empty")
    except BaseException:
        database.close()
        raise
    return SqlStore(database, info, clock)


class SqlStore:
    """An `EventStore` in one SQLite file; made by `create_store` and `open_store`."""

    def __init__(self, database: Database, info: LedgerInfo, clock: Clock) -> None:
        self._database = database
        self._info = info
        self._clock = clock
        self._views = SqlViews(database)

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

    def append(self, groups: Sequence[Group], *, clock_confirmed: bool = False) -> list[Outcome]:
        return append_groups(
            self._database, self._info.ledger, self._clock, groups, clock_confirmed=clock_confirmed
        )

    def read(self, *, after: int = 0, upto: int | None = None) -> Iterator[Record]:
        return read.read_records(self._database, after, upto)

    def read_stream(
        self, stream: str, *, after: int = 0, upto: int | None = None
    ) -> Iterator[Record]:
        return read.read_stream(self._database, stream, after, upto)

    def find(self, id: str) -> Record | None:
        with self._database.reading() as connection:
            return read.record_in(connection, record.c.id == id)

    def stream_head(self, stream: str, upto: int | None = None) -> StreamHead | None:
        with self._database.reading() as connection:
            return read.stream_head_in(connection, stream, upto)

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
                tiles = missing_tiles(
                    size,
                    partial(read.count_tiles, connection),
                    partial(read.read_tile, connection),
                    self.leaf_hashes,
                )
                for one in islice(tiles, TILES_PER_TRANSACTION):
                    connection.execute(insert(tile).values(structs.asdict(one)))
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

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _create_tables(connection: Connection, ledger_name: str, created_at: int) -> LedgerInfo:
    for tables in (log, bookkeeping):
        tables.create_all(connection, checkfirst=False)
    for trigger in SQLITE_TRIGGERS:
        connection.exec_driver_sql(trigger)
    info = LedgerInfo(ledger_name, FORMAT, created_at)
    connection.execute(insert(ledger).values(only=1, **structs.asdict(info)))
    connection.execute(insert(head).values(only=1, size=0, recorded_at=created_at))
    create_state(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
    return info


def _check_nothing_there(connection: Connection, where: str) -> None:
    """Raises LedgerExists, NotALedger, NewerLedger unless the file is empty."""
    if _identify(connection, where) is not None:
        raise LedgerExists(where)


def _identify(connection: Connection, where: str) -> LedgerInfo | None:
    """Which ledger the file is; None for an empty file. Raises NotALedger, NewerLedger."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    things = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    if application == 0 and things == 0:
        return None
    if application != APPLICATION_ID:
        raise NotALedger(where, "it is an SQLite file of another program")
    found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if found > FORMAT:
        raise NewerLedger(where, found, FORMAT)
    info = read.info_in(connection)
    if info is None:
        raise NotALedger(where, "it does not say which ledger it is")
    return info
