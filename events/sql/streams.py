"""What every table with a column `stream` can do: forget whole streams."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, bindparam, delete


def delete_streams(connection: Connection, table: Table, streams: Sequence[str]) -> None:
    """Delete every row of these streams, of which there is at least one, from one table."""
    connection.execute(
        delete(table).where(table.c.stream == bindparam("gone")),
        [{"gone": stream} for stream in streams],
    )
