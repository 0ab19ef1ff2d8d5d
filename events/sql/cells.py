"""The cells of a view's row: plain values on one side, what a driver takes and gives on the other.

What is read is held against the columns before anything is worked out from it: a damaged file may
hold anything anywhere.
"""

from collections.abc import Sequence

from parley.events import tables
from parley.events.canonical import JsonObject, JsonValue, decode, encode_checked
from parley.events.errors import RecordError, ViewsDamaged, flaw_of
from parley.events.flaws import RowDamaged

__all__ = ["from_driver", "to_driver"]


def to_driver(of_json: Sequence[int], row: JsonObject) -> list[JsonValue]:
    """A complete row as the driver takes it, in the order of its columns; `of_json` are the places
    of those that hold JSON."""
    values = list(row.values())
    for place in of_json:
        if values[place] is not None:
            values[place] = encode_checked(values[place]).decode()
    return values


def from_driver(table: str, columns: Sequence[tables.Column], row: Sequence[object]) -> JsonObject:
    """These columns of a row as the driver gave them, as plain values.

    Raises ViewsDamaged for what no row holds.
    """
    try:
        return {
            column.name: None if value is None and column.nullable else _plain(column, value)
            for column, value in zip(columns, row, strict=True)
        }
    except (ValueError, RecordError) as error:
        raise ViewsDamaged(RowDamaged(table, flaw_of(error))) from error


def _plain(column: tables.Column, value: object) -> JsonValue:
    if column.kind == "json" and isinstance(value, str):
        return decode(value.encode())
    plain: JsonValue = bool(value) if column.kind == "boolean" and value in (0, 1) else value  # type: ignore[assignment]  # checked below
    column.check(plain)
    return plain
