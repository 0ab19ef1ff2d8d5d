"""Rows as the tables promise them: a damaged file may hold anything anywhere.

The tables are strict, but whoever makes them anew need not be: what is read is held against the
columns before anything is worked out from it.
"""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Row, Table

from events.errors import IntegrityError

__all__ = ["typed"]

R = TypeVar("R", bound=Row[*tuple[Any, ...]])

_SHOWN_MAX = 40


def typed(row: R, table: Table) -> R:
    """``row``, of columns of ``table``. Raises IntegrityError for a value of another kind."""
    kinds = _kinds(table)
    for name, value in row._mapping.items():
        if type(value) is not kinds[name]:
            shown = repr(value)[:_SHOWN_MAX]
            raise IntegrityError([f"{name} in the table {table.name} is damaged: it holds {shown}"])
    return row


@cache
def _kinds(table: Table) -> dict[str, type]:
    return {column.name: column.type.python_type for column in table.columns}
