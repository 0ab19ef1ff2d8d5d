"""The tables of a schema as SQL: made, filled, read and dropped.

The politics describe their tables as data (`events.tables`); here, and only here, that becomes
columns of an engine and values that its driver takes.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import groupby

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Dialect,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    select,
    tuple_,
)
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from parley.events import tables
from parley.events.canonical import JsonObject, JsonValue, decode, encode
from parley.events.errors import RecordError, ViewsDamaged
from parley.events.search import Query
from parley.events.sql.database import Database
from parley.events.sql.streams import delete_streams, streams_in
from parley.events.sql.tables import TABLE_NAMES, Int64, PlainText
from parley.events.sql.words import WordTable, key_columns, names_beside, words_in
from parley.events.tables import Schema
from parley.events.views import StreamChange

RESERVED = ("sqlite_", "pg_")  # with which the engines' own names begin


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

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or dialect.name == "sqlite":
            return value
        return value.replace(_MARK, f"{_MARK}1").replace("\0", f"{_MARK}0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or dialect.name == "sqlite":
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


def check_names(schema: Schema) -> None:
    """Raises ValueError for a name that the ledger needs itself; former names are dropped."""
    for name in (*names_of(schema), *schema.former):
        if name in TABLE_NAMES or name.startswith(RESERVED):
            raise ValueError(f"{name} is a name of the ledger's own; call the table otherwise")


def names_of(schema: Schema) -> list[str]:
    """The names that ``schema`` gives, of tables and of views in SQL."""
    return [*(table.name for table in schema.tables), *(view.name for view in schema.sql_views)]


class ViewTables:
    """The tables of one schema."""

    def __init__(self, database: Database, schema: Schema) -> None:
        self.schema = schema
        self._database = database
        kind = type(database), schema
        if kind not in _DESCRIBED:
            _DESCRIBED[kind] = _describe(database, schema)
        self._metadata, self._tables, self._words = _DESCRIBED[kind]

    @property
    def metadata(self) -> MetaData:
        """All of its tables, those of words included, as SQLAlchemy has them."""
        return self._metadata

    def names(self) -> list[str]:
        """Every table there is of it; first what stands beside another."""
        return [*(name for words in self._words.values() for name in words.names), *self._tables]

    def all_names(self) -> list[str]:
        """The same, and the views in SQL."""
        return [*self.names(), *(view.name for view in self.schema.sql_views)]

    def create(self, connection: Connection) -> None:
        """Make the tables, their indexes, and the views in SQL over them."""
        self._database.create_tables(connection, self._metadata)
        for words in self._words.values():
            words.create(connection)
        for view in self.schema.sql_views:
            self._database.create_view(connection, view)

    def delete_streams(self, connection: Connection, streams: Sequence[str]) -> None:
        """Delete every row of these streams."""
        if streams:
            for words in self._words.values():
                words.delete_streams(connection, streams)
            for table in self._tables.values():
                delete_streams(connection, table, streams)

    def forget_strangers(self, connection: Connection, streams: Set[str]) -> None:
        """Delete every row of a stream that is not among these, and words that belong to no row."""
        found = [streams_in(connection, table) for table in self._tables.values()]
        found += [words.streams(connection) for words in self._words.values()]
        self.delete_streams(connection, sorted(set().union(*found) - streams))
        for words in self._words.values():
            words.delete_strays(connection)

    def write(self, connection: Connection, changes: Iterable[StreamChange]) -> None:
        """Put the changes' rows in place of those with the same keys."""
        rows = [one for change in changes for one in change.changes]
        rows.sort(key=lambda one: one.table)  # stable: the order within a table stays
        for name, group in groupby(rows, key=lambda one: one.table):
            table = self.schema.table(name)
            of_table = [table.complete(one.row) for one in group]
            target = self._tables[name]
            others = [column.name for column in table.columns if column.name not in table.key]
            upsert = self._database.insert_into(target)
            if others:
                upsert = upsert.on_conflict_do_update(
                    index_elements=table.key,
                    set_={column: upsert.excluded[column] for column in others},
                )
            else:
                upsert = upsert.on_conflict_do_nothing(index_elements=table.key)
            connection.execute(upsert, [_to_driver(table, row) for row in of_table])
            if name in self._words:
                last = {tuple(row[each] for each in table.key): row for row in of_table}
                words = [(row, words_in(table, row)) for row in last.values()]
                self._words[name].put(connection, words)

    def select(
        self,
        connection: Connection,
        name: str,
        where: Mapping[str, JsonValue],
        order_by: Sequence[str],
    ) -> list[JsonObject]:
        """`ViewStore.select`."""
        table = self.schema.table(name)
        table.check_selection(where, order_by)
        source = self._tables[name]
        query = (
            select(*(source.c[column.name] for column in table.columns))
            # == None is written IS NULL
            .where(*(source.c[column] == value for column, value in where.items()))
            .order_by(*(source.c[column].nulls_first() for column in (*order_by, *table.key)))
        )
        return [_from_driver(table, row) for row in connection.execute(query)]

    def search(self, connection: Connection, name: str, query: Query) -> list[JsonObject]:
        """`ViewStore.search`."""
        table = self.schema.table(name)
        table.check_search()
        source = self._tables[name]
        key = [source.c[column] for column in table.key]
        rows = (
            select(*(source.c[column.name] for column in table.columns))
            .where(tuple_(*key).in_(self._words[name].find(query)))
            .order_by(*key)
        )
        return [_from_driver(table, row) for row in connection.execute(rows)]

    def misindexed(self, connection: Connection, name: str) -> set[str]:
        """`ViewStore.misindexed`."""
        table = self.schema.table(name)
        table.check_search()
        rows = self.select(connection, name, {}, ())
        return self._words[name].compare(connection, [(row, words_in(table, row)) for row in rows])

    def lasting(self) -> list[str]:
        """The tables of which wrong words outlast right ones that are put beside them."""
        return [name for name, words in self._words.items() if words.lasting]


_Described = tuple[MetaData, dict[str, Table], dict[str, WordTable]]
_DESCRIBED: dict[tuple[type[Database], Schema], _Described] = {}
"""What SQLAlchemy has to know of a schema on an engine: it takes longer than most commands."""


def _describe(database: Database, schema: Schema) -> _Described:
    metadata = MetaData()
    made = {table.name: _table(metadata, table) for table in schema.tables}
    words = {
        table.name: database.words(metadata, table.name, key_columns(table, made[table.name].c))
        for table in schema.tables
        if table.searched
    }
    return metadata, made, words


def drop_tables(connection: Connection, database: Database, schema: Schema) -> None:
    """Drop what stands under the names of ``schema``, and of what its earlier versions made.

    Nothing else is ever dropped: no name is taken from the ledger, where anybody may write one.
    """
    kinds = database.table_kinds(connection)
    taken = (*names_of(schema), *schema.former)
    names = [each for name in taken for each in (*names_beside(name), name)]
    for kind in ("view", "table"):
        for name in names:
            if kinds.get(name) == kind:
                database.drop(connection, kind, name)


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


def _to_driver(table: tables.Table, row: JsonObject) -> dict[str, object]:
    """A complete row as the driver takes it."""
    return {
        column.name: encode(value).decode()
        if column.kind == "json" and value is not None
        else value
        for column, value in zip(table.columns, row.values(), strict=True)
    }


def _from_driver(table: tables.Table, row: Sequence[object]) -> JsonObject:
    """A row as the driver gave it, as plain values. Raises ViewsDamaged for what no row holds."""
    try:
        return {
            column.name: None if value is None and column.nullable else _plain(column, value)
            for column, value in zip(table.columns, row, strict=True)
        }
    except (ValueError, RecordError) as error:
        what = f"a row of the view table {table.name} is damaged: {error}"
        raise ViewsDamaged(what) from error


def _plain(column: tables.Column, value: object) -> JsonValue:
    if column.kind == "json" and isinstance(value, str):
        return decode(value.encode())
    plain: JsonValue = bool(value) if column.kind == "boolean" and value in (0, 1) else value  # type: ignore[assignment]  # checked below
    column.check(plain)
    return plain
