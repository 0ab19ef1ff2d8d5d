"""The rows of one offer, as a ledger keeps them: what a peer has to write to have done the same.

They are read from a ledger of ours once, and written by the peer with another stream and version,
into tables of the same columns and indexes, by plain SQL in the transaction of its own event: the
quickest way there is.
"""

import json
import sqlite3
from collections.abc import Iterator

import msgspec
import psycopg
from psycopg import sql
from psycopg.rows import dict_row

__all__ = ["Template", "copy_tables", "template_of", "twin_tables"]

OF_THE_STEP = ("step", "evidence", "offer")
OF_THE_STREAM = "negotiation"
STREAM, STEP = "stream", "step"

Cell = object


class Template(msgspec.Struct, frozen=True):
    """The rows of one step: table, columns, values; that of the negotiation last."""

    rows: list[tuple[str, tuple[str, ...], tuple[Cell, ...]]]

    def filled(self, stream: str, step: int) -> Iterator[tuple[str, tuple[Cell, ...]]]:
        """Each table with the values of this step."""
        given: dict[str, Cell] = {STREAM: stream, STEP: step}
        for table, columns, values in self.rows:
            yield (
                table,
                tuple(given.get(name, each) for name, each in zip(columns, values, strict=True)),
            )

    def statements(self, mark: str) -> dict[str, str]:
        """How each table is written; `mark` stands for a value: ? or %s."""
        made = {}
        for table, columns, _ in self.rows:
            names = ", ".join(f'"{name}"' for name in columns)
            made[table] = (
                f"INSERT INTO {table} ({names}) VALUES ({', '.join([mark] * len(columns))})"
            )
            if table == OF_THE_STREAM:
                others = (name for name in columns if name not in (STREAM, STEP))
                changed = ", ".join(f'"{name}" = excluded."{name}"' for name in others)
                made[table] += f" ON CONFLICT (stream) DO UPDATE SET {changed}"
        return made


def template_of(place: str, stream: str, step: int) -> Template:
    """The rows of a step in a ledger of ours, a file or a schema on a server."""
    tables = (*OF_THE_STEP, OF_THE_STREAM)
    rows: list[tuple[str, tuple[str, ...], tuple[Cell, ...]]] = []
    for table in tables:
        mine = f"SELECT * FROM {table} WHERE stream = " + (
            "{0} AND step = {1}" if table in OF_THE_STEP else "{0}"
        )
        values = (stream, step) if table in OF_THE_STEP else (stream,)
        found = _select(place, mine, values)
        rows.append((table, tuple(found), tuple(found.values())))
    return Template(rows)


def copy_tables(source: str, target: sqlite3.Connection) -> None:
    """Make the same tables, with their indexes, in another file."""
    with sqlite3.connect(source) as ours:
        for table in (*OF_THE_STEP, OF_THE_STREAM):
            said = "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND type IN ('table', 'index')"
            for (definition,) in ours.execute(said, (table,)):
                if definition is not None:
                    target.execute(definition)


def twin_tables(connection: psycopg.Connection[object], source: str, target: str) -> None:
    """Make the same tables, with their indexes, in another schema of the same server."""
    for table in (*OF_THE_STEP, OF_THE_STREAM):
        connection.execute(
            sql.SQL("CREATE TABLE {}.{} (LIKE {}.{} INCLUDING ALL)").format(
                *map(sql.Identifier, (target, table, source, table))
            )
        )


def _select(place: str, query: str, values: tuple[object, ...]) -> dict[str, Cell]:
    if not place.startswith("postgresql"):
        with sqlite3.connect(place) as ours:
            cursor = ours.execute(query.format("?", "?"), values)
            (found,) = cursor.fetchall()
            return dict(zip([each[0] for each in cursor.description], found, strict=True))
    url, _, schema = place.partition("&schema=")
    with psycopg.connect(url, row_factory=dict_row) as server:
        server.execute(sql.SQL("SET search_path = {}").format(sql.Identifier(schema)))
        (row,) = server.execute(query.format("%s", "%s"), values).fetchall()
        return {name: _as_json(value) for name, value in row.items()}


def _as_json(value: Cell) -> Cell:
    return json.dumps(value) if isinstance(value, list | dict) else value
