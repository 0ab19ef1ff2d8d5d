"""A ledger in an SQLite file: recognised, and made.

The file says what it is in its own header, so that a slip of the keyboard neither writes a log
into somebody's bookmarks nor reads a later format as if it were this one.
"""

from pathlib import Path

from msgspec import structs
from sqlalchemy import Connection, insert

from events.errors import LedgerExists, NewerLedger, NoSuchLedger, NotALedger, StoreUnreachable
from events.sql.read import info_in
from events.sql.sqlite.database import SqliteDatabase
from events.sql.sqlite.triggers import SQLITE_TRIGGERS
from events.sql.tables import bookkeeping, head, ledger, log
from events.sql.views import create_state
from events.store import FORMAT, LedgerInfo

APPLICATION_ID = 0x7061726C  # "parl", in the SQLite file's header


def open_ledger(path: Path, *, read_only: bool) -> tuple[SqliteDatabase, LedgerInfo]:
    """The ledger in the file, opened. What cannot be written here is opened for reading.

    Raises NoSuchLedger, NotALedger, NewerLedger, StoreUnreachable.
    """
    if path.is_dir():
        raise NotALedger(str(path), "it is a folder")
    if not path.exists():
        raise NoSuchLedger(str(path))
    database = SqliteDatabase(path, read_only=read_only)
    try:
        with database.reading() as connection:
            info = _identify(connection, database.where)
        if info is None:
            raise NotALedger(database.where, "it is empty")
    except BaseException:
        database.close()
        raise
    return database, info


def create_ledger(path: Path, name: str, created_at: int) -> tuple[SqliteDatabase, LedgerInfo]:
    """Make an empty ledger in a file that is empty or not there, and open it.

    ``created_at`` is µs since 1970.

    Raises LedgerExists, NotALedger, StoreUnreachable.
    """
    if path.is_dir():
        raise NotALedger(str(path), "it is a folder")
    if not path.absolute().parent.is_dir():
        raise StoreUnreachable(str(path), f"there is no folder {path.absolute().parent}")
    database = SqliteDatabase(path, create=True)
    try:
        with database.outside_transactions() as connection:
            _check_nothing_there(connection, database.where)
        database.keep_write_ahead_log()
        with database.writing() as connection:
            _check_nothing_there(connection, database.where)  # somebody may have been faster
            info = _create_tables(connection, name, created_at)
    except BaseException:
        database.close()
        raise
    return database, info


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
    info = info_in(connection)
    if info is None:
        raise NotALedger(where, "it does not say which ledger it is")
    return info
