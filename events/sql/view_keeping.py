"""What keeps count of the views: which tables are in use, how far they are, what is being rebuilt.

It stands apart from the rows, because it can be lost and has to be made again without them.
"""

from collections.abc import Set

from msgspec import Struct, json
from sqlalchemy import Connection, delete, insert, select, update

from events.errors import IntegrityError
from events.sql.tables import (
    bookkeeping,
    view_fold,
    view_fold_next,
    view_generation,
    view_generation_done,
    view_state,
)
from events.sql.view_tables import NEXT, Names, drop
from events.tables import Schema
from events.views import Generation

__all__ = [
    "Rebuild",
    "State",
    "create_state",
    "drop_rebuild",
    "forget_rebuild",
    "is_under_way",
    "mend_keeping",
    "missing_keeping",
    "names_text",
    "rebuild_in",
    "state_in",
    "use_tables",
]


class State(Struct, frozen=True):
    """Which views are in use: their version (0: none), how far they are, how many rebuilds were
    ever begun, and what has to go when they are replaced."""

    schema_version: int
    cursor: int
    generations: int
    names: Names


class Rebuild(Struct, frozen=True):
    """The rebuild under way: which one, for which version, up to which position."""

    number: int
    schema_version: int
    target: int
    names: Names


def create_state(connection: Connection) -> None:
    """Say, in a new ledger, that there are no views yet."""
    none = {"schema_version": 0, "cursor": 0, "generations": 0, "names": names_text(Names())}
    connection.execute(insert(view_state).values(only=1, **none))


def missing_keeping(connection: Connection, there: Set[str]) -> tuple[str, ...]:
    """What is lost of the tables that keep count of the views, or the row without which they
    say nothing."""
    lost = tuple(name for name in bookkeeping.tables if name not in there)
    if lost or connection.execute(select(view_state.c.only)).one_or_none() is not None:
        return lost
    return (f"the row of {view_state.name}",)


def mend_keeping(connection: Connection, there: Set[str], names: Names) -> None:
    """Make the tables that keep count of the views again, if any of it is lost.

    Rows of which nobody knows any more how far they are go, and so does a rebuild.
    """
    if not missing_keeping(connection, there):
        return
    lost = [table for name, table in bookkeeping.tables.items() if name not in there]
    bookkeeping.create_all(connection, lost, checkfirst=False)
    if connection.execute(select(view_state.c.only)).one_or_none() is None:
        drop(connection, names)
        connection.execute(delete(view_fold))
        create_state(connection)
    if connection.execute(select(view_generation.c.only)).one_or_none() is not None:
        drop_rebuild(connection)
    forget_rebuild(connection)


def state_in(connection: Connection, *, lock: bool = False) -> State:
    """The views in use; with ``lock``, nobody else changes them until the transaction ends.

    Raises IntegrityError where nothing is said of them.
    """
    columns = view_state.c
    query = select(columns.schema_version, columns.cursor, columns.generations, columns.names)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise IntegrityError(["the ledger does not say how far its views are"])
    return State(*row[:3], json.decode(row[3], type=Names))


def use_tables(connection: Connection, schema: Schema, names: Names, cursor: int) -> None:
    """Say that the tables of ``schema`` are in use, complete up to ``cursor``."""
    said = {"schema_version": schema.version, "cursor": cursor, "names": names_text(names)}
    connection.execute(update(view_state).values(said))


def rebuild_in(connection: Connection) -> Rebuild | None:
    """The rebuild under way; nobody drops or swaps it until the transaction ends."""
    columns = view_generation.c
    row = connection.execute(
        select(
            columns.number, columns.schema_version, columns.target, columns.names
        ).with_for_update(read=True)
    ).one_or_none()
    return None if row is None else Rebuild(*row[:3], json.decode(row[3], type=Names))


def is_under_way(connection: Connection, generation: Generation) -> bool:
    """Whether this rebuild goes on; while we look after it, it is neither swapped nor dropped."""
    rebuild = rebuild_in(connection)
    return rebuild is not None and rebuild.number == generation.number


def drop_rebuild(connection: Connection) -> None:
    """Drop the tables of the rebuild under way, if there is one."""
    rebuild = rebuild_in(connection)
    if rebuild is not None:
        drop(connection, Names(rebuild.names.tables), NEXT)
        forget_rebuild(connection)


def forget_rebuild(connection: Connection) -> None:
    """Say that no rebuild is under way."""
    for table in (view_fold_next, view_generation_done, view_generation):
        connection.execute(delete(table))


def names_text(names: Names) -> str:
    """The names as their column holds them."""
    return json.encode(names).decode()
