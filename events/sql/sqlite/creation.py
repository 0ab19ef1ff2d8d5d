"""A ledger in an SQLite file: recognised, and made.

The file says what it is in its own header, so that a slip of the keyboard neither writes a log
into somebody's bookmarks nor reads later tables as if they were these.
"""

from pathlib import Path

from msgspec import structs
from sqlalchemy import Connection, insert

from parley.events.sql.database import Fill
from parley.events.sql.migrations import VERSION_TABLE, check_revision, revision_in
from parley.events.sql.read import info_in
from parley.events.sql.sqlite.database import SqliteDatabase
from parley.events.sql.sqlite.files import APPLICATION_ID
from parley.events.sql.tables import head, ledger, log
from parley.events.sql.typed import check_plain
from parley.events.store import LedgerInfo
from parley.events.store_errors import LedgerExists, NoSuchLedger, NotALedger, StoreUnreachable


def open_ledger(path: Path, *, read_only: bool) -> tuple[SqliteDatabase, LedgerInfo]:
    """The ledger in the file, opened. What cannot be written here is opened for reading.

    Raises NoSuchLedger, NotALedger, NewerLedger, OlderLedger, StoreUnreachable.
    """
    database = reach_ledger(path, read_only=read_only)
    try:
        with database.reading() as connection:
            info = _identify(connection, database)
    except BaseException:
        database.close()
        raise
    return database, info


def reach_ledger(path: Path, *, read_only: bool) -> SqliteDatabase:
    """The file, where it holds a ledger, of whatever revision its tables are.

    Raises NoSuchLedger, NotALedger, StoreUnreachable.
    """
    if path.is_dir():
        raise NotALedger(str(path), "it is a folder")
    if not path.exists():
        raise NoSuchLedger(str(path))
    database = SqliteDatabase(path, read_only=read_only)
    try:
        with database.reading() as connection:
            if not _holds_ledger(connection, database.where):
                raise NotALedger(database.where, "it is empty")
    except BaseException:
        database.close()
        raise
    return database


def create_ledger(
    path: Path, info: LedgerInfo, fill: Fill | None = None
) -> tuple[SqliteDatabase, LedgerInfo]:
    """Make the ledger in a file that is empty or not there, and open it.

    Raises LedgerExists, NewerLedger, OlderLedger, NotALedger, StoreUnreachable; what ``fill``
    raises, and then there is no ledger.
    """
    if path.is_dir():
        raise NotALedger(str(path), "it is a folder")
    if not path.absolute().parent.is_dir():
        raise StoreUnreachable(str(path), f"there is no folder {path.absolute().parent}")
    database = SqliteDatabase(path, create=True)
    try:
        with database.outside_transactions() as connection:
            _check_nothing_there(connection, database)
        database.keep_write_ahead_log()
        with database.writing() as connection:
            _check_nothing_there(connection, database)  # somebody may have been faster
            _create_tables(connection, info)
            if fill is not None:
                fill(connection, info)
    except BaseException:
        database.close()
        raise
    return database, info


def _create_tables(connection: Connection, info: LedgerInfo) -> None:
    from parley.events.sql.migrations.running import make_tables  # it takes a while to import

    make_tables(connection, None)
    connection.execute(insert(ledger).values(only=1, **structs.asdict(info)))
    connection.execute(insert(head).values(only=1, size=0, recorded_at=info.created_at))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _check_nothing_there(connection: Connection, database: SqliteDatabase) -> None:
    """Raises LedgerExists, NewerLedger, OlderLedger, NotALedger unless the file is empty."""
    if _holds_ledger(connection, database.where):
        _identify(connection, database)
        raise LedgerExists(database.where)


def _holds_ledger(connection: Connection, where: str) -> bool:
    """False for an empty file. Raises NotALedger for anything else that is no ledger;
    IntegrityError where something has taken the place of a table of its log."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    things = connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    if application == 0 and things == 0:
        return False
    if application != APPLICATION_ID:
        raise NotALedger(where, "it is an SQLite file of another program")
    _check_tables(connection)
    return True


def _identify(connection: Connection, database: SqliteDatabase) -> LedgerInfo:
    """Which ledger the file holds. Raises NewerLedger, OlderLedger, NotALedger."""
    found = revision_in(connection, database.table_kinds(connection).keys(), database.where)
    check_revision(found, database.where)
    info = info_in(connection)
    if info is None:
        raise NotALedger(database.where, "it does not say which ledger it is")
    return info


def _check_tables(connection: Connection) -> None:
    """See that the log stands in plain tables: to read anything else is to run it.

    Raises IntegrityError.
    """
    names = ", ".join(f"'{name}'" for name in (*log.tables, VERSION_TABLE))
    found = connection.exec_driver_sql(
        "SELECT CASE type WHEN 'table' THEN 'virtual table' ELSE type END AS kind, name "
        f"FROM sqlite_schema WHERE lower(name) IN ({names}) AND type IN ('table', 'view') "
        "AND (type <> 'table' OR rootpage = 0)"
    ).all()
    check_plain({row.name: row.kind for row in found})
