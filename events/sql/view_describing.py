"""A schema of views as SQLAlchemy has it: its columns, tables and statements, made once a process.

The politics describe their tables as data (`events.tables`); here, and only here, that becomes
columns of an engine.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    literal_column,
    select,
)
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from parley.events import tables
from parley.events.sql.composed import Composed, among, among_numbers
from parley.events.sql.database import Database
from parley.events.sql.tables import Int64, PlainText, view_fold
from parley.events.sql.words import WordTable, key_columns
from parley.events.tables import Schema

__all__ = ["Described", "Recalls", "as_text", "described", "recalling"]


class _Json(UserDefinedType[str]):
    """PostgreSQL's JSON, which keeps the canonical text as it is.

    JSONB does not: it refuses U+0000 in a text and has an order of its own for keys.
    """

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "JSON"


class _AnyText(TypeDecorator[str]):
    """Text as it was said, U+0000 included, which PostgreSQL cannot hold.

    There it is written as MARK and a 0, and MARK itself, of which Unicode says nothing, as MARK
    and a 1: people who read the tables meet neither, unless somebody recorded one.
    """

    impl = PlainText
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        return None if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        return None if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return value
        return value.replace(_MARK, f"{_MARK}1").replace("\0", f"{_MARK}0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return value
        return value.replace(f"{_MARK}0", "\0").replace(f"{_MARK}1", _MARK)


_MARK = "\ue000"

# A strict SQLite table knows neither booleans nor JSON: 0 or 1, and canonical text.
_TYPES: Mapping[str, TypeEngine[str] | TypeEngine[int]] = {
    "text": _AnyText(),
    "integer": Int64,
    "boolean": Integer().with_variant(Boolean(), "postgresql"),
    "json": Text().with_variant(_Json(), "postgresql"),
}


def as_text(column: Column[Any]) -> ColumnElement[Any]:
    """A column as it stands there: a driver that reads JSON by itself is given it as text."""
    return cast(column, Text()).label(column.name) if column.type is _TYPES["json"] else column


class Described(Struct, frozen=True):
    """What SQLAlchemy has to know of a schema on an engine, statements included: to work that out
    takes longer than most commands."""

    metadata: MetaData
    tables: dict[str, Table]
    words: dict[str, WordTable]
    due: dict[str, Table]
    puts: dict[str, Composed]
    of_json: dict[str, tuple[int, ...]]
    selects: dict[str, Select[Any]]
    of_streams: dict[str, Composed]
    recalls: "Recalls"
    """Composed when they are first asked."""


Recalls = dict[tuple[str, tuple[str, ...], bool], Composed]
"""Questions by table, by the columns that are empty, and whether by numbers."""


_DESCRIBED: dict[tuple[type[Database], Schema], Described] = {}


def described(database: Database, schema: Schema) -> Described:
    """What there is to know of a schema on this engine."""
    kind = type(database), schema
    if kind not in _DESCRIBED:
        _DESCRIBED[kind] = _describe(database, schema)
    return _DESCRIBED[kind]


def _describe(database: Database, schema: Schema) -> Described:
    metadata = MetaData()
    made = {table.name: _table(metadata, table) for table in schema.tables}
    searched = [table for table in schema.tables if table.searched]
    words = {
        table.name: database.words(metadata, table.name, key_columns(table, made[table.name].c))
        for table in searched
    }
    due = {table.name: _due_table(metadata, table, made[table.name]) for table in searched}
    puts = {name: _put(database, table) for name, table in made.items()}
    puts |= {table.name: _put_due(database, table) for table in due.values()}
    puts[view_fold.name] = _put(database, view_fold)
    of_json = {
        table.name: tuple(at for at, one in enumerate(table.columns) if one.kind == "json")
        for table in schema.tables
    }
    selects = {
        table.name: select(*(made[table.name].c[column.name] for column in table.columns))
        for table in schema.tables
    }
    of_streams = {
        name: Composed(query.where(among(made[name].c.stream, "names")), "names")
        for name, query in selects.items()
    }
    return Described(metadata, made, words, due, puts, of_json, selects, of_streams, {})


def recalling(
    known: Recalls, made: Table, table: tables.Table, empty: Sequence[str], *, by_number: bool
) -> Composed:
    """The question for rows of a stream, by key: those in which these columns are empty, and with
    `by_number` those of some numbers. Its values are the stream, then the numbers.

    Raises ValueError for a column that is not there.
    """
    which = table.name, tuple(empty), by_number
    if which not in known:
        table.check_selection(dict.fromkeys(empty), ())
        question = (
            select(*(made.c[column.name] for column in table.columns))
            .where(made.c.stream == bindparam("of"), *(made.c[each].is_(None) for each in empty))
            .order_by(*(made.c[column] for column in table.key))
        )
        names = ["of"]
        if by_number:
            question = question.where(among_numbers(made.c[table.number], "numbers"))
            names.append("numbers")
        known[which] = Composed(question, *names)
    return known[which]


def _put(database: Database, table: Table) -> Composed:
    """The statement that puts a row in place of the one with its key; its values by column."""
    upsert = database.insert_into(table)
    others = [column.name for column in table.columns if not column.primary_key]
    if not others:
        put = upsert.on_conflict_do_nothing(index_elements=table.primary_key)
    else:
        now = {name: upsert.excluded[name] for name in others}
        put = upsert.on_conflict_do_update(index_elements=table.primary_key, set_=now)
    return Composed(put, *table.columns.keys())


def _put_due(database: Database, table: Table) -> Composed:
    """The statement that says of a row that its words are due; its values are the row's key."""
    one = literal_column("1", Integer)
    put = database.insert_into(table).values(times=one)
    again = {"times": table.c.times + one}  # which waits for whoever is at it
    put = put.on_conflict_do_update(index_elements=table.primary_key, set_=again)
    return Composed(put, *table.primary_key.columns.keys())


def _due_table(metadata: MetaData, table: tables.Table, made: Table) -> Table:
    return Table(
        f"{table.name}__due",
        metadata,
        *key_columns(table, made.c),
        Column("times", Integer, nullable=False, comment="how often they were written since"),
        PrimaryKeyConstraint(*table.key),
        sqlite_strict=True,
        comment=f"rows of {table.name} whose words are not indexed yet",
    )


def _table(metadata: MetaData, table: tables.Table) -> Table:
    made = Table(
        table.name,
        metadata,
        *(
            Column(one.name, _TYPES[one.kind], nullable=one.nullable, comment=one.about)
            for one in table.columns
        ),
        PrimaryKeyConstraint(*table.key),
        sqlite_strict=True,
        comment=table.about,
    )
    indexes = list(table.indexes)
    if table.key[0] != "stream":
        indexes.append(("stream",))  # a refold deletes by stream
    for number, columns in enumerate(indexes, 1):
        Index(f"{table.name}__{number}", *(made.c[name] for name in columns))
    return made
