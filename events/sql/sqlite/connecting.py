"""Connections that take nothing in a file on trust: it may come from anybody.

A file of SQLite holds more than rows: views, triggers and expressions are run by whoever reads or
writes there. What of that is not ours is found by `events.sql.sqlite.inspection`; these settings
narrow what it could do before and beside that, as far as the library at hand gives them.
"""

import sqlite3
import sys

__all__ = ["connect"]

_PRAGMAS = (
    # On macOS a plain fsync leaves the bytes in the disk's own cache, where a power cut takes
    # them: these make SQLite's syncs wait for the disk itself. Elsewhere they change nothing.
    "fullfsync = ON",
    "checkpoint_fullfsync = ON",
    # What stands in the file calls no function and no virtual table that could do harm.
    "trusted_schema = OFF",
    # Pages are looked at before they are used, and read into memory of our own: a file that
    # somebody shortens meanwhile is then an error and no signal that ends the process.
    "cell_size_check = ON",
    "mmap_size = 0",
    # Our tables have no foreign keys; those of others delete nothing.
    "foreign_keys = OFF",
)


def connect(uri: str, *, writable: bool, timeout: float) -> sqlite3.Connection:
    """A connection to the file that ``uri`` names, for one thread after another.

    A writer waits ``timeout`` seconds for the others.

    Raises sqlite3.Error.
    """
    # isolation_level None: Python begins no transaction by itself; ours are explicit.
    connection = sqlite3.connect(
        uri,
        uri=True,
        timeout=timeout,
        isolation_level=None,
        check_same_thread=False,
    )
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if not writable:
        connection.execute("PRAGMA query_only = ON")
    if sys.version_info >= (3, 12):  # Python reaches these settings from there on
        _configure(connection)
    return connection


if sys.version_info >= (3, 12):

    def _configure(connection: sqlite3.Connection) -> None:
        """Let no SQL write the schema or the inside of an index, and no SQL view run: ours are
        for people, and no command reads them."""
        for setting, value in (
            (sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True),
            (sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False),
            (sqlite3.SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, False),
            (sqlite3.SQLITE_DBCONFIG_DQS_DDL, False),
            (sqlite3.SQLITE_DBCONFIG_DQS_DML, False),
        ):
            connection.setconfig(setting, value)
