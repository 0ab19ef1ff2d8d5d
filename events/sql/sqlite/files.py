"""SQLite files before they are opened: their names, who may write them, what an error means.

Nothing here imports more than the driver, so that a file can be read without SQLAlchemy.
"""

import os
import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from parley.events.errors import IntegrityError, RecordError
from parley.events.flaws import EngineDamage, TextDamaged
from parley.events.store_errors import (
    DiskFull,
    NotALedger,
    ReadOnlyStore,
    RowsRefused,
    StoreLocked,
    StoreUnreachable,
    UnknownUrl,
)

__all__ = [
    "APPLICATION_ID",
    "BUSY_TIMEOUT_SECONDS",
    "failure_from",
    "is_read_only",
    "opens",
    "path_of",
    "uri_of",
]

APPLICATION_ID: Final = 0x7061726C
"""`parl`, in the file's header."""
BUSY_TIMEOUT_SECONDS = 20.0  # how long a writer waits for the others

_OF_VALUES = (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_TOOBIG)


def path_of(url: str) -> Path:
    """The file that ``url`` names: a bare path, or ``sqlite:///path``. Raises UnknownUrl."""
    scheme, separator, rest = url.partition("://")
    if not separator:
        path = url
    elif scheme == "sqlite" and rest.startswith("/"):
        path = rest[1:]  # sqlite:///relative, sqlite:////absolute
    else:
        path = ""
    if not path:
        raise UnknownUrl(url)
    return Path(path)


def uri_of(path: Path, mode: str) -> str:
    return f"file:{quote(str(path))}?mode={mode}"  # quoted: a name may hold ? and #


def is_read_only(path: Path) -> bool:
    """Whether this process may not write the file or, for its lock files, its folder."""
    return not all(
        os.access(place, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
        for place in (path, path.parent)
    )


def opens(uri: str) -> bool:
    try:
        connection = sqlite3.connect(uri, uri=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        # Any other failure is not about the folder, and shows itself again when it is mapped.
        return error.sqlite_errorcode & 0xFF not in (
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_CANTOPEN,
        )
    return True


def failure_from(error: BaseException | None, where: str) -> RecordError:
    """The error that SQLite's ``error`` means for the file at ``where``."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    primary = code & 0xFF  # the upper bits only refine it
    reason = str(error)
    if primary == sqlite3.SQLITE_NOTADB:
        return NotALedger(where, "it is not an SQLite file")
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreLocked(where, reason)
    if primary == sqlite3.SQLITE_FULL:
        return DiskFull(where, reason)
    if primary == sqlite3.SQLITE_READONLY:
        return ReadOnlyStore(where)
    if primary == sqlite3.SQLITE_CORRUPT:
        return IntegrityError([EngineDamage("SQLite", where, reason)])
    if primary in _OF_VALUES:
        return RowsRefused(where, reason)
    if not code and "decode to UTF-8" in reason:  # Python's own reading of a text: no code
        return IntegrityError([TextDamaged(where, reason.partition(" with ")[0])])
    return StoreUnreachable(where, reason)
