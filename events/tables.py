"""What a view's tables look like, as plain data: names, kinds, keys and what each column is about.

The politics decide what the views hold, and the stores, which know nothing of politics, must be
able to build them on any engine and to explain them to people.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from parley.events.canonical import JsonObject, JsonValue, check_value

Kind: TypeAlias = Literal["text", "integer", "boolean", "json"]

INTEGER_MAX = 2**63 - 1  # what a column of integers holds

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")  # no double underscore: stores use it
_TYPES: Mapping[str, type] = {"text": str, "integer": int, "boolean": bool}


class Column(Struct, frozen=True, kw_only=True):
    """One column. ``about`` is a sentence for people, with the unit where there is one."""

    name: str
    kind: Kind
    about: str
    nullable: bool = False

    def __post_init__(self) -> None:
        _check_name(self.name)

    def check(self, value: JsonValue) -> None:
        """Raises ValueError unless ``value`` is of this column's kind."""
        if value is None:
            if not self.nullable:
                raise ValueError(f"column {self.name} may not be null")
        elif self.kind == "json":
            check_value(value)
        elif type(value) is not _TYPES[self.kind]:
            raise ValueError(f"column {self.name} holds {self.kind}, not {value!r}")
        elif type(value) is int and not -INTEGER_MAX - 1 <= value <= INTEGER_MAX:
            raise ValueError(f"column {self.name} cannot hold {value}")


class Table(Struct, frozen=True, kw_only=True):
    """One table. Its first column MUST be ``stream``, text, and MUST be part of ``key``.

    A view is refolded stream by stream, so every row has to say whose it is. ``indexes`` are
    tuples of column names. ``searched`` are columns of text whose words can be searched for.

    Raises ValueError for names that are not lower_snake, unknown columns, a missing ``stream``.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    about: str
    indexes: tuple[tuple[str, ...], ...] = ()
    searched: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_name(self.name)
        names = [column.name for column in self.columns]
        if len(set(names)) < len(names):
            raise ValueError(f"table {self.name} names a column twice")
        if not names or names[0] != "stream" or self.columns[0].kind != "text":
            raise ValueError(f"the first column of table {self.name} must be stream, of text")
        if "stream" not in self.key:
            raise ValueError(f"the key of table {self.name} must hold stream")
        for name in [*self.key, *self.searched, *(one for index in self.indexes for one in index)]:
            if name not in names:
                raise ValueError(f"table {self.name} has no column {name}")
        for column in self.columns:
            if column.name in self.searched and column.kind != "text":
                raise ValueError(f"{self.name}.{column.name} is not text, and has no words")
            if column.name in self.key and (column.nullable or column.kind == "json"):
                raise ValueError(f"key column {self.name}.{column.name} must be plain and not null")

    @property
    def number(self) -> str:
        """The column that comes behind ``stream`` in the key. Raises ValueError where there is
        none, or no number in it."""
        kinds = {column.name: column.kind for column in self.columns}
        if len(self.key) < 2 or self.key[0] != "stream" or kinds[self.key[1]] != "integer":
            raise ValueError(f"the rows of table {self.name} have no number in their stream")
        return self.key[1]

    def complete(self, row: JsonObject) -> JsonObject:
        """``row`` with every column, in order; a nullable column that is missing becomes None.

        Raises ValueError for an unknown column, a missing one, a value of another kind.
        """
        complete: JsonObject = {}
        given = 0
        for column in self.columns:
            name = column.name
            if name in row:
                given += 1
                value = row[name]
            else:
                value = None
            column.check(value)
            complete[name] = value
        if given < len(row):
            unknown = row.keys() - complete.keys()
            raise ValueError(f"table {self.name} has no column {min(unknown)}")
        return complete

    def check_selection(self, where: Mapping[str, JsonValue], order_by: Iterable[str]) -> None:
        """Raises ValueError for a column that is not there or is json, a value of another kind."""
        plain = {column.name: column for column in self.columns if column.kind != "json"}
        for name in [*where, *order_by]:
            if name not in plain:
                raise ValueError(f"table {self.name} has no column {name} to compare")
            if where.get(name) is not None:
                plain[name].check(where[name])

    def check_search(self) -> None:
        """Raises ValueError where no column is searched."""
        if not self.searched:
            raise ValueError(f"table {self.name} has no words to search for")


class SqlView(Struct, frozen=True, kw_only=True):
    """A view in SQL for people, over one table of the same schema; the text of a SELECT each.

    For what time alone changes ("the offers that stand now"): tables never hold that.
    ``postgresql`` MUST be spelt as servers spell it out (`events.sql.postgresql.spelling`): each
    bracket, a type behind what is no text, columns without their table.
    """

    name: str
    about: str
    sqlite: str
    postgresql: str

    def __post_init__(self) -> None:
        _check_name(self.name)


class Change(Struct, frozen=True):
    """One row to put in place of the row with the same key, if there is one."""

    table: str
    row: JsonObject


class Schema(Struct, frozen=True, kw_only=True):
    """All tables of all views. ``version``, from 1, MUST grow with every change to any of them.

    Raises ValueError when two things have one name.
    """

    version: int
    tables: tuple[Table, ...]
    sql_views: tuple[SqlView, ...] = ()
    former: tuple[str, ...] = ()
    """Names that tables and views in SQL of earlier versions had, and that are taken no more."""

    def __post_init__(self) -> None:
        names = [table.name for table in self.tables] + [view.name for view in self.sql_views]
        if self.version < 1 or len(set(names)) < len(names):
            raise ValueError("a schema has a version from 1 and each name once")

    def table(self, name: str) -> Table:
        """The table of that name. Raises ValueError when there is none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise ValueError(f"the views have no table {name}")


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not a lower_snake name")
