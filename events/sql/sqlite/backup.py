"""A file taken over whole while others write to it, and files that get their name when complete.

SQLite's own backup copies page by page inside one read transaction, so that the copy is one state
of the ledger; whoever looks for the file finds nothing, or all of it.
"""

import fcntl
import os
import secrets
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from parley.events.sql.read import head_in
from parley.events.sql.sqlite.database import SqliteDatabase
from parley.events.sql.sqlite.files import failure_from
from parley.events.store import Head
from parley.events.store_errors import PlaceTaken, StoreUnreachable

PAGES_PER_STEP = 1024

Progress = Callable[[int, int], None]


def copy_pages(path: Path, target: Path, progress: Progress) -> Head:
    """Copy the ledger as it is now to ``target``, which is not there; the head of that copy.

    ``progress`` is told (pages copied, pages to copy).

    Raises DiskFull, StoreUnreachable of the target.
    """
    database = SqliteDatabase(path, read_only=True)
    with closing(database), database.reading() as connection:
        head = head_in(connection)  # from here on, what others write is not seen
        source = connection.connection.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise TypeError("the connection is not SQLite's")
        try:
            with closing(sqlite3.connect(target)) as copy:
                source.backup(
                    copy,
                    pages=PAGES_PER_STEP,
                    progress=lambda _, left, all: progress(all - left, all),
                )
        except sqlite3.Error as error:
            raise failure_from(error, str(target)) from error
    return head


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """A file beside ``path`` to write; at the end of the block it becomes ``path``, on disk.

    After an exception, nothing is left of it. Whatever works on it MUST be closed by then.

    Raises PlaceTaken where ``path`` is there, StoreUnreachable.
    """
    if not path.absolute().parent.is_dir():
        raise StoreUnreachable(str(path), f"there is no folder {path.absolute().parent}")
    if os.path.lexists(path):
        raise PlaceTaken(str(path))
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
        if part.with_name(f"{part.name}-wal").exists():
            raise StoreUnreachable(str(part), "somebody else has it open")
        _sync(part)
        _give_name(part, path)
        _sync(path.absolute().parent)
    except OSError as error:
        raise StoreUnreachable(str(path), error.strerror or str(error)) from error
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                part.with_name(part.name + ending).unlink(missing_ok=True)


def _give_name(part: Path, path: Path) -> None:
    """Rename, unless somebody took the name meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise PlaceTaken(str(path)) from None
    except OSError:  # a file system without links: the name is taken first
        try:
            path.open("xb").close()
        except FileExistsError:
            raise PlaceTaken(str(path)) from None
        part.replace(path)


def _sync(path: Path) -> None:
    """Have what was written on the disk, with which names it has, before anybody relies on it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        if sys.platform == "darwin":  # where fsync leaves them in the disk's own cache
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        else:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
