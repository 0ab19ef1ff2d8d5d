"""The tables of a schema in SQL: made, filled, read and dropped.

Which columns and statements that takes stands in `events.sql.view_describing`, made once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import groupby
from typing import cast

from sqlalchemy import Connection, MetaData, Table, delete, select, tuple_

from parley.events import tables
from parley.events.canonical import JsonObject, JsonValue
from parley.events.cells import StreamCells, all_plain, texts_of
from parley.events.errors import ViewsDamaged, flaw_of
from parley.events.flaws import RowDamaged
from parley.events.politics import Wanted
from parley.events.search import Query, matches
from parley.events.sql.cells import from_driver, to_driver
from parley.events.sql.composed import Composed, among
from parley.events.sql.database import Database, Question
from parley.events.sql.stored import damaged
from parley.events.sql.streams import delete_streams, streams_in
from parley.events.sql.tables import TABLE_NAMES, view_fold
from parley.events.sql.view_describing import as_text, described, recalling
from parley.events.sql.words import coded_texts, names_beside
from parley.events.tables import Schema
from parley.events.views import StreamChange

KEYS_PER_QUERY = 250  # SQLite before 3.32 binds at most 999 values
RESERVED = ("sqlite_", "pg_")  # with which the engines' own names begin


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
        known = described(database, schema)
        self._metadata, self._tables = known.metadata, known.tables
        self._words, self._due = known.words, known.due
        self._puts, self._of_json, self._selects = known.puts, known.of_json, known.selects
        self._of_streams = known.of_streams
        self.put_fold = known.puts[view_fold.name]
        self._recalls = known.recalls

    @property
    def metadata(self) -> MetaData:
        """All of its tables, those of words included, as SQLAlchemy has them."""
        return self._metadata

    def names(self) -> list[str]:
        """Every table there is of it; first what stands beside another."""
        words = (name for each in self._words.values() for name in each.names)
        return [*words, *(table.name for table in self._due.values()), *self._tables]

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

    def searched(self) -> list[str]:
        """The tables in which words are searched for."""
        return list(self._words)

    def delete_streams(self, connection: Connection, streams: Sequence[str]) -> None:
        """Delete every row of these streams; what is due first, as whoever indexes locks it."""
        if streams:
            for table in self._due.values():
                delete_streams(connection, table, streams)
            for words in self._words.values():
                words.delete_streams(connection, streams)
            for table in self._tables.values():
                delete_streams(connection, table, streams)

    def forget_strangers(self, connection: Connection, streams: Set[str]) -> None:
        """Delete every row of a stream that is not among these, and words that belong to no row."""
        tables = (*self._due.values(), *self._tables.values())
        found = [streams_in(connection, table) for table in tables]
        found += [words.streams(connection) for words in self._words.values()]
        self.delete_streams(connection, sorted(set().union(*found) - streams))
        for words in self._words.values():
            words.delete_strays(connection)

    def write(self, connection: Connection, changes: Iterable[StreamChange]) -> None:
        """Put the changes' rows, which are complete, in place of those with the same keys; their
        words are due from now on."""
        for table, rows in self._by_table(changes):
            if table.searched:
                keys = [[row[each] for each in table.key] for row in rows]
                self._puts[self._due[table.name].name].run_each(connection, keys)
            self._put_rows(connection, table, rows)

    def write_whole(self, connection: Connection, made: Sequence[StreamCells]) -> None:
        """Write the rows of streams that have none, with their words, of which none is due."""
        for table in self.schema.tables:
            rows = [row for each in made for row in each.tables.get(table.name, ())]
            if rows:
                self._puts[table.name].run_each(connection, rows)
            if rows and table.searched:
                words = [(key, coded_texts(texts)) for key, texts in texts_of(table, rows)]
                self._words[table.name].add(connection, words)

    def differing(self, connection: Connection, made: Sequence[StreamCells]) -> set[str]:
        """The streams whose rows are not exactly these, or hold what no row can."""
        names = [each.stream for each in made]
        differ: set[str] = set()
        for table in self.schema.tables:
            given = [row for each in made for row in each.tables.get(table.name, ())]
            written = set(self._puts[table.name].given(connection, given))
            stored = self._of_streams[table.name].rows(connection, names)
            there = set(stored)
            if len(there) < len(stored) or not all_plain(stored):
                return set(names)
            differ |= {str(row[0]) for row in written ^ there}
        return differ

    def streams_in(self, connection: Connection, name: str) -> set[str]:
        """`ViewStore.streams_in`."""
        found = streams_in(connection, self._tables[name])
        for each in found:
            if not isinstance(each, str):
                raise ViewsDamaged(RowDamaged(name, flaw_of(damaged("stream", name, each))))
        return found

    def _by_table(
        self, changes: Iterable[StreamChange]
    ) -> Iterator[tuple[tables.Table, list[JsonObject]]]:
        rows = [one for change in changes for one in change.changes]
        rows.sort(key=lambda one: one.table)  # stable: the order within a table stays
        for name, group in groupby(rows, key=lambda one: one.table):
            yield self.schema.table(name), [one.row for one in group]

    def _put_rows(
        self, connection: Connection, table: tables.Table, rows: Sequence[JsonObject]
    ) -> None:
        of_json = self._of_json[table.name]
        self._puts[table.name].run_each(connection, [to_driver(of_json, row) for row in rows])

    def index_due(self, connection: Connection, name: str, most: int) -> int:
        """Index the words of so many rows of a table that are due, and that nobody else is at.

        The lock on what is due is the lease: it ends with the transaction, or with its holder.
        """
        table, source, due = self.schema.table(name), self._tables[name], self._due[name]
        key, needed = table.key, {*table.key, *table.searched}
        columns = [each for each in table.columns if each.name in needed]
        query = select(*(due.c[each] for each in key)).limit(most).with_for_update(skip_locked=True)
        keys = [tuple(row) for row in connection.execute(query)]
        for start in range(0, len(keys), KEYS_PER_QUERY):
            some = keys[start : start + KEYS_PER_QUERY]
            rows = connection.execute(
                select(*(source.c[each.name] for each in columns)).where(
                    tuple_(*(source.c[each] for each in key)).in_(some)
                )
            )
            self._put_words(connection, name, [from_driver(name, columns, row) for row in rows])
            connection.execute(delete(due).where(tuple_(*(due.c[each] for each in key)).in_(some)))
        return len(keys)

    def _put_words(self, connection: Connection, name: str, rows: Sequence[JsonObject]) -> None:
        table = self.schema.table(name)
        if rows:
            words = [
                (
                    tuple(row[each] for each in table.key),
                    coded_texts(row[each] for each in table.searched),
                )
                for row in rows
            ]
            self._words[name].put(connection, words)

    def recall(self, connection: Connection, stream: str, wanted: Wanted) -> list[JsonObject]:
        """One wish of `ViewStore.recall`."""
        table = self.schema.table(wanted.table)
        made, numbers = self._tables[table.name], wanted.steps
        question = recalling(
            self._recalls, made, table, wanted.empty, by_number=numbers is not None
        )
        given = (stream,) if numbers is None else (stream, [*numbers])
        return self.plain(table.name, question.rows(connection, *given))

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
            self._selects[name]
            # == None is written IS NULL
            .where(*(source.c[column] == value for column, value in where.items()))
            .order_by(*(source.c[column].nulls_first() for column in (*order_by, *table.key)))
        )
        return self.plain(name, connection.execute(query))

    def cells(
        self, connection: Connection, name: str, streams: Collection[str]
    ) -> list[tuple[object, ...]]:
        """The rows of `ViewStore.cells`."""
        return _cells(self._tables[name]).rows(connection, sorted(streams))

    def holding(self, name: str, column: str, values: Collection[str]) -> Question:
        """The question of the rows that hold one of these values in a column of text; `plain`
        reads its answer."""
        source = self._tables[name]
        return _holding(source, column), (sorted(values),)

    def plain(self, name: str, rows: Iterable[Sequence[object]]) -> list[JsonObject]:
        """Whole rows of a table as plain values. Raises ViewsDamaged for what no row holds."""
        table = self.schema.table(name)
        return [from_driver(name, table.columns, row) for row in rows]

    def search(self, connection: Connection, name: str, query: Query) -> list[JsonObject]:
        """`ViewStore.search`."""
        table = self.schema.table(name)
        table.check_search()
        source, due = self._tables[name], self._due[name]
        key = tuple_(*(source.c[column] for column in table.key))
        of_due = select(*(due.c[column] for column in table.key))
        indexed = self._selects[name].where(
            key.in_(self._words[name].find(query)), key.not_in(of_due)
        )
        found = self.plain(name, connection.execute(indexed))
        others = connection.execute(self._selects[name].where(key.in_(of_due)))
        for row in self.plain(name, others):
            if matches(query, [cast("str | None", row[column]) for column in table.searched]):
                found.append(row)
        return sorted(found, key=lambda row: [row[column] for column in table.key])

    def misindexed(self, connection: Connection, name: str) -> set[str]:
        """`ViewStore.misindexed`."""
        table = self.schema.table(name)
        table.check_search()
        due = self._due[name]
        of_due = connection.execute(select(*(due.c[column] for column in table.key)))
        columns = [self._tables[name].c[each] for each in (*table.key, *table.searched)]
        rows = [tuple(row) for row in connection.execute(select(*columns))]
        if not all_plain(rows):
            self.select(connection, name, {}, ())  # which says what is damaged
        width = len(table.key)
        words = [(row[:width], coded_texts(row[width:])) for row in rows]
        return self._words[name].compare(connection, words, {tuple(key) for key in of_due})

    def lasting(self) -> list[str]:
        """The tables of which wrong words outlast right ones that are put beside them."""
        return [name for name, words in self._words.items() if words.lasting]


@cache
def _holding(table: Table, column: str) -> Composed:
    return Composed(select(*table.columns).where(among(table.c[column], "values")), "values")


@cache
def _cells(table: Table) -> Composed:
    question = select(*map(as_text, table.columns)).where(among(table.c.stream, "streams"))
    return Composed(question.order_by(*table.primary_key.columns), "streams")


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
