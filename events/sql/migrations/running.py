"""Applying revisions: each in one transaction, by one process at a time, each noted as it is made.

A new ledger is made in the same way from nothing, so that there is one truth about its tables.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from msgspec import Struct
from sqlalchemy import Connection

from parley.events.errors import RecordError
from parley.events.sql.database import Database
from parley.events.sql.migrations import LOCATIONS, identifier_of, newest_revision, revision_in
from parley.events.store_errors import MigrationFailed, NewerLedger, StoreUnreachable

__all__ = ["Step", "due_steps", "make_tables", "migrate"]

Progress = Callable[["Step"], None]

_one_thread = Lock()  # Alembic's `op` is one for the whole process


class Step(Struct, frozen=True):
    """One revision, and what it does in one line."""

    revision: int
    what: str


def make_tables(connection: Connection, schema: str | None) -> None:
    """Make the tables of the newest revision where there are none, in the caller's transaction."""
    _apply(connection, schema, newest_revision())


def due_steps(database: Database) -> tuple[int, list[Step]]:
    """The revision of a ledger's tables, and what there is to do, in order. Raises NewerLedger."""
    with database.reading() as connection:
        found = revision_in(connection, database.table_kinds(connection).keys(), database.where)
    newest = newest_revision()
    if found > newest:
        raise NewerLedger(database.where, found, newest)
    return found, [_step(revision) for revision in range(found + 1, newest + 1)]


def migrate(database: Database, report: Progress) -> tuple[int, int]:
    """Apply what is due; ``report`` is told each step once it is there to stay.

    Answers the revisions before and after. When another process is at it, wait for it: what it
    did is not done again.

    Raises NewerLedger; MigrationFailed, and then the ledger is of the last revision reported;
    ReadOnlyStore, StoreLocked, DiskFull, AccessDenied.
    """
    before, due = due_steps(database)
    for step in due:
        if _take(database, step):
            report(step)
    return before, before + len(due)


def _take(database: Database, step: Step) -> bool:
    """Apply one revision in one transaction; False where somebody else was faster."""
    try:
        with database.migrating() as connection:
            names = database.table_kinds(connection).keys()
            if revision_in(connection, names, database.where) >= step.revision:
                return False
            database.hold_log(connection)
            _apply(connection, database.schema, step.revision)
    except StoreUnreachable as error:
        if type(error) is not StoreUnreachable:
            raise  # locked, full, not allowed: they say so better by themselves
        raise MigrationFailed(database.where, step.revision, error.reason) from error
    except RecordError:
        raise
    except Exception as error:  # whatever a revision runs into, the transaction is rolled back
        raise MigrationFailed(database.where, step.revision, _in_one_line(error)) from error
    return True


def _apply(connection: Connection, schema: str | None, revision: int) -> None:
    script = _script(tuple(LOCATIONS))
    context = MigrationContext.configure(
        connection,
        opts={
            "version_table_schema": schema,
            "fn": lambda heads, _: script._upgrade_revs(identifier_of(revision), heads),
        },
    )
    with _one_thread, Operations.context(context):
        context.run_migrations()


def _step(revision: int) -> Step:
    made = _script(tuple(LOCATIONS)).get_revision(identifier_of(revision))
    return Step(revision, made.doc)


@lru_cache(maxsize=4)
def _script(locations: tuple[Path, ...]) -> ScriptDirectory:
    return ScriptDirectory(locations[0].parent, version_locations=locations)


def _in_one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
