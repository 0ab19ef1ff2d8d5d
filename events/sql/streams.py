"""What every table with a column `stream` can do: name its streams, forget whole ones."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, Table, bindparam, delete, select

from parley.events.sql.composed import Composed


def streams_in(connection: Connection, table: Table) -> set[str]:
    """The streams that have a row in one table."""
    return set(connection.execute(select(table.c.stream).distinct()).scalars())


def delete_streams(connection: Connection, table: Table, streams: Sequence[str]) -> None:
    """Delete every row of these streams, of which there is at least one, from one table."""
    _forgetting(table).run_each(connection, [(stream,) for stream in streams])


@cache
def _forgetting(table: Table) -> Composed:
    return Composed(delete(table).where(table.c.stream == bindparam("gone")), "gone")
