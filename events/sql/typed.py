"""Rows as the tables promise them: a damaged file may hold anything anywhere.

The tables are strict, but whoever makes them anew need not be: what is read is held against the
columns before anything is worked out from it.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, Table
from sqlalchemy.exc import MultipleResultsFound

from parley.events.errors import IntegrityError
from parley.events.flaws import InPlaceOfLog, OfObject, RowTwice
from parley.events.sql.stored import damaged

__all__ = ["check_plain", "one_row", "typed"]

R = TypeVar("R", bound=Row[*tuple[Any, ...]])


def typed(row: R, table: Table) -> R:
    """``row``, of columns of ``table``. Raises IntegrityError for a value of another kind."""
    kinds = _kinds(table)
    for name, value in row._mapping.items():
        if type(value) is not kinds[name]:
            raise damaged(name, table.name, value)
    return row


def one_row(
    connection: Connection, query: Select[*tuple[Any, ...]]
) -> Row[*tuple[Any, ...]] | None:
    """The row of one table that ``query`` asks for, if there is one. Raises IntegrityError for a
    second, of which the table's own constraints would have kept us."""
    try:
        return connection.execute(query).one_or_none()
    except MultipleResultsFound:
        (table,) = query.get_final_froms()
        raise IntegrityError([RowTwice(str(table))]) from None


def check_plain(others: Mapping[str, str]) -> None:
    """Raises IntegrityError where something else stands under a name of the log's tables: by name,
    what it is. To read it might be to run it."""
    if others:
        raise IntegrityError(
            [OfObject(kind, name, InPlaceOfLog()) for name, kind in sorted(others.items())]
        )


@cache
def _kinds(table: Table) -> dict[str, type]:
    return {column.name: column.type.python_type for column in table.columns}
