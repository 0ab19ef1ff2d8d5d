"""Of which revision a ledger's tables are, and which ones there are: all that opening has to know.

A revision is a number, from 1. A ledger's is kept by Alembic, in the table alembic_version, and
nowhere else. Those that this release knows are the files of `versions`. Alembic itself is imported
by `events.sql.migrations.running` alone, for it takes longer than most commands.
"""

import re
from collections.abc import Sequence, Set
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, Table, Text, select

from parley.events.store_errors import NewerLedger, NotALedger, OlderLedger

__all__ = [
    "LOCATIONS",
    "VERSION_TABLE",
    "check_revision",
    "identifier_of",
    "newest_revision",
    "revision_in",
]

LOCATIONS = [Path(__file__).with_name("versions")]
"""Folders of revisions, ``r0001_what_it_does.py`` …; a test puts one of its own beside ours."""
VERSION_TABLE = "alembic_version"

_FILE = re.compile(r"r([0-9]{4})_\w+\.py")
_kept = Table(VERSION_TABLE, MetaData(), Column("version_num", Text))


def identifier_of(revision: int) -> str:
    """As Alembic writes it."""
    return f"{revision:04d}"


def newest_revision() -> int:
    """The revision that this release makes and works with."""
    names = (path.name for folder in LOCATIONS for path in folder.iterdir())
    return max(int(found[1]) for found in map(_FILE.fullmatch, names) if found)


def revision_in(connection: Connection, names: Set[str], where: str) -> int:
    """The revision of a ledger whose tables are ``names``. Raises NotALedger if it says none."""
    kept: Sequence[str] = ()
    if VERSION_TABLE in names:
        kept = connection.execute(select(_kept.c.version_num)).scalars().all()
    if len(kept) != 1 or not str(kept[0]).isdecimal():
        raise NotALedger(where, "it does not say of which revision its tables are")
    return int(kept[0])


def check_revision(found: int, where: str) -> None:
    """Raises NewerLedger, OlderLedger: tables of another revision are not guessed at."""
    newest = newest_revision()
    if found > newest:
        raise NewerLedger(where, found, newest)
    if found < newest:
        raise OlderLedger(where, found, newest)
