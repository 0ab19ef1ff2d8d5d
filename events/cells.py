"""Whole streams as the cells of their rows: what is written and compared by the thousand.

A rebuild and a verification make every row of a ledger. As dictionaries, each checked cell by cell,
that took several times what folding them took; so here a row is a tuple, and is held against its
table column by column, all rows of a stream at once.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from msgspec import Struct

from parley.events.canonical import decode
from parley.events.tables import INTEGER_MAX, Column, Schema, Table

__all__ = [
    "Cell",
    "Cells",
    "StreamCells",
    "all_plain",
    "check_cells",
    "check_streams",
    "no_cells",
    "texts_of",
]

Cell: TypeAlias = "bool | int | str | None"
Cells: TypeAlias = tuple[Cell, ...]
"""The cells of a row in the order of its table's columns; JSON is its canonical text."""

_KINDS: Mapping[str, type] = {"text": str, "integer": int, "boolean": bool, "json": str}

# What canonical JSON has none of may stand in a text that these find: a key that is not ASCII (with
# a colon right behind its quotation mark, which no value has), or as many digits as an integer
# that is too large. Only such texts are read again.
_DOUBTFUL = re.compile(r'[^\x00-\x7f](?:[^"\\]|\\.)*":|[0-9]{16}')


class StreamCells(Struct, frozen=True, kw_only=True):
    """Every row of one stream as its records up to `version` make them, by table, each key once.

    Tables without a row are left out. `fold` is what folding gave; None and version 0 where the
    stream cannot be read or folded, which then has no rows.
    """

    stream: str
    version: int
    tables: Mapping[str, Sequence[Cells]]
    fold: bytes | None


def no_cells(stream: str) -> StreamCells:
    """No rows and no fold: of a stream that cannot be read, folded or stored."""
    return StreamCells(stream=stream, version=0, tables={}, fold=None)


def check_streams(schema: Schema, made: Sequence[StreamCells]) -> None:
    """Raises ValueError unless each stream comes once, `schema` has every table, and each row is
    of its stream and as long as its table is wide."""
    if len({each.stream for each in made}) < len(made):
        raise ValueError("a stream comes twice among the changes")
    for each in made:
        for name, rows in each.tables.items():
            width = len(schema.table(name).columns)
            if {row[0] for row in rows} - {each.stream} or {len(row) for row in rows} - {width}:
                raise ValueError(f"a row of {name} that is none of stream {each.stream}")


def check_cells(schema: Schema, made: StreamCells) -> None:
    """Raises ValueError unless every cell is of its column's kind; NotCanonical, with the key path,
    for JSON that has no canonical bytes."""
    check_streams(schema, [made])
    for name, rows in made.tables.items():
        table = schema.table(name)
        for column, cells in zip(table.columns, zip(*rows, strict=True), strict=True):
            _check_column(column, cells)


def _check_column(column: Column, cells: Sequence[Cell]) -> None:
    kinds = set(map(type, cells))
    if column.nullable:
        kinds.discard(type(None))
    if kinds - {_KINDS[column.kind]}:
        _check_each(column, cells)
    if not kinds:
        return
    if column.kind == "integer":
        numbers = [each for each in cells if isinstance(each, int)]
        if max(numbers) > INTEGER_MAX or min(numbers) < -INTEGER_MAX - 1:
            _check_each(column, cells)
    elif column.kind == "json":
        for each in set(cells):
            if isinstance(each, str) and _DOUBTFUL.search(each):
                decode(each.encode())


def _check_each(column: Column, cells: Iterable[Cell]) -> None:
    for each in cells:
        column.check(each)
    raise ValueError(f"column {column.name} holds {column.kind}, and nothing else")


def texts_of(table: Table, rows: Iterable[Cells]) -> Iterable[tuple[Cells, list[Cell]]]:
    """The key of each row, and its searched cells."""
    names = [column.name for column in table.columns]
    key, searched = (
        [names.index(name) for name in wanted] for wanted in (table.key, table.searched)
    )
    for row in rows:
        yield tuple(row[place] for place in key), [row[place] for place in searched]


def all_plain(rows: Iterable[Iterable[object]]) -> bool:
    """Whether every value is of a kind that a cell can be: a damaged file may hold anything."""
    return set(map(type, chain.from_iterable(rows))) <= {str, int, bool, type(None)}
