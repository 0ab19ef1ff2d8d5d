"""The reference for views: tables as dictionaries from key to row, in memory.

It says what rows, folds and cursor mean, without a word of SQL.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from copy import deepcopy
from threading import RLock
from typing import TypeAlias, cast

from parley.events.canonical import JsonObject, JsonValue, decode, encode
from parley.events.cells import Cells, StreamCells, check_streams
from parley.events.politics import Wanted
from parley.events.search import Query, matches
from parley.events.tables import Column, Schema, Table
from parley.events.views import (
    Fold,
    StoredCells,
    StreamChange,
    StreamRows,
    Waiting,
    cells_in,
    check_changes,
    chosen,
    wait_silently,
)

_Plain: TypeAlias = tuple[dict[str, set[Cells]], tuple[int, bytes] | None]


def _plain(made: StreamCells) -> _Plain:
    rows = {name: set(cells) for name, cells in made.tables.items() if cells}
    return rows, None if made.fold is None else (made.version, made.fold)


def _row(table: Table, cells: Cells) -> JsonObject:
    return {
        column.name: decode(cell.encode())
        if column.kind == "json" and isinstance(cell, str)
        else cell
        for column, cell in zip(table.columns, cells, strict=True)
    }


class _Rows:
    """The rows and folds of one schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.folds: dict[str, Fold] = {}
        self.tables: dict[str, dict[tuple[JsonValue, ...], JsonObject]] = {
            table.name: {} for table in schema.tables
        }

    def apply(self, change: StreamChange) -> None:
        if change.replace:
            self.clear(change.stream)
        for one in change.changes:
            table = self.schema.table(one.table)
            row = deepcopy(one.row)
            self.tables[one.table][tuple(row[name] for name in table.key)] = row
        self.folds.pop(change.stream, None)
        if change.fold is not None:
            self.folds[change.stream] = Fold(change.stream, change.version, change.fold)

    def put(self, made: StreamCells) -> None:
        """Put the rows of a stream that has none, and its fold."""
        for name, cells in made.tables.items():
            table = self.schema.table(name)
            for each in cells:
                row = _row(table, each)
                self.tables[name][tuple(row[name] for name in table.key)] = row
        self.folds.pop(made.stream, None)
        if made.fold is not None:
            self.folds[made.stream] = Fold(made.stream, made.version, made.fold)

    def cells(self, schema: Schema, stream: str) -> _Plain:
        """A stream's rows as cells, and its fold."""
        rows = {
            table.name: {
                cells_in(table, row)
                for row in self.tables[table.name].values()
                if row["stream"] == stream
            }
            for table in schema.tables
        }
        fold = self.folds.get(stream)
        there = {name: cells for name, cells in rows.items() if cells}
        return there, None if fold is None else (fold.version, fold.data)

    def clear(self, stream: str) -> None:
        for rows in self.tables.values():
            for key in [key for key, row in rows.items() if row["stream"] == stream]:
                del rows[key]

    def streams(self) -> set[str]:
        found = {str(row["stream"]) for rows in self.tables.values() for row in rows.values()}
        return found | self.folds.keys()


class MemoryViews:
    """A `ViewStore` in memory."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._rows: _Rows | None = None  # in use, whatever version it is
        self._prepared: Schema | None = None
        self._cursor = 0

    def prepare(self, schema: Schema) -> bool:
        with self._lock:
            if self._rows is None:
                self._rows = _Rows(schema)
            self._prepared = schema if self._rows.schema.version == schema.version else None
            return self._prepared is not None

    def missing(self) -> tuple[str, ...]:
        return ()

    def version(self) -> int | None:
        return self._rows.schema.version if self._rows is not None else None

    def cursor(self) -> int:
        return self._cursor

    def extend(self, expected_cursor: int, cursor: int, changes: Sequence[StreamChange]) -> bool:
        with self._lock:
            schema, rows = self._in_use()
            changes = check_changes(schema, changes)
            if self._cursor != expected_cursor or rows.schema.version != schema.version:
                return False
            for change in changes:
                rows.apply(change)
            self._cursor = cursor
            return True

    @property
    def usable(self) -> bool:
        """Whether the rows are those of the schema that was prepared."""
        return (
            self._prepared is not None
            and self._rows is not None
            and self._rows.schema.version == self._prepared.version
        )

    def append(self, before: int, cursor: int, changes: Sequence[StreamChange]) -> bool:
        """The rows of an append to a log of the size `before`; whether they are written."""
        with self._lock:
            if not self.usable or self._cursor != before:
                return False
            for change in changes:
                self._in_use()[1].apply(change)
            self._cursor = cursor
            return True

    def index(self, most: int) -> int:  # noqa: ARG002 - what is searched is the rows themselves
        return 0

    def fold(self, stream: str) -> Fold | None:
        return self._in_use()[1].folds.get(stream)

    def folded_streams(self) -> set[str]:
        return set(self._in_use()[1].folds)

    def select_stream(self, stream: str) -> StreamRows:
        with self._lock:
            return StreamRows(
                fold=self.fold(stream),
                tables={name: self.select(name, {"stream": stream}) for name in self._tables()},
            )

    def folded(self, streams: Collection[str]) -> dict[str, int]:
        with self._lock:
            folds = self._in_use()[1].folds
            return {name: folds[name].version for name in streams if name in folds}

    def cells(self, table: str, streams: Collection[str]) -> StoredCells:
        with self._lock:
            schema = self._in_use()[0]
            columns = schema.table(table).columns
            rows = (row for name in sorted(streams) for row in self.select(table, {"stream": name}))
            cells = [tuple(_cell(column, row[column.name]) for column in columns) for row in rows]
            return StoredCells(self._cursor, cells)

    def _tables(self) -> list[str]:
        return list(self._in_use()[1].tables)

    def select(
        self,
        table: str,
        where: Mapping[str, JsonValue] | None = None,
        order_by: Sequence[str] = (),
    ) -> list[JsonObject]:
        with self._lock:
            schema, rows = self._in_use()
            found = schema.table(table)
            found.check_selection(where or {}, order_by)
            chosen = [
                row
                for row in rows.tables[table].values()
                if all(row[name] == value for name, value in (where or {}).items())
            ]
            names = [*order_by, *found.key]
            chosen.sort(key=lambda row: [(row[name] is not None, row[name]) for name in names])
            return deepcopy(chosen)

    def recall(
        self, stream: str, version: int, wanted: Sequence[Wanted]
    ) -> list[list[JsonObject]] | None:
        with self._lock:
            schema, rows = self._in_use()
            fold = rows.folds.get(stream)
            if fold is None or fold.version != version:
                return None
            found: list[list[JsonObject]] = []
            for each in wanted:
                table = schema.table(each.table)
                own = [row for row in rows.tables[table.name].values() if row["stream"] == stream]
                found.append(deepcopy(chosen(table, own, each)))
            return found

    def search(self, table: str, query: Query) -> list[JsonObject]:
        searched = self._in_use()[0].table(table)
        searched.check_search()
        return [
            row
            for row in self.select(table)
            if matches(query, [cast("str | None", row[name]) for name in searched.searched])
        ]

    def misindexed(self, table: str) -> set[str]:
        self._in_use()[0].table(table).check_search()
        return set()  # what is searched is the rows themselves

    def outlasts_rewriting(self) -> bool:
        return False

    def rewrite(self, make: Callable[[int], Sequence[StreamCells]]) -> bool:
        with self._lock:
            schema, rows = self._in_use()
            if rows.schema.version != schema.version:
                return False
            made = make(self._cursor)
            check_streams(schema, made)
            for each in made:
                rows.clear(each.stream)
                rows.put(each)
            return True

    def differing(self, made: Sequence[StreamCells]) -> set[str]:
        with self._lock:
            schema, rows = self._in_use()
            return {each.stream for each in made if rows.cells(schema, each.stream) != _plain(each)}

    def streams_in(self, table: str) -> set[str]:
        return {str(row["stream"]) for row in self.select(table)}

    def forget_strangers(self, known: Callable[[], Collection[str]]) -> None:
        with self._lock:
            rows = self._in_use()[1]
            for stream in rows.streams() - set(known()):
                rows.clear(stream)
                rows.folds.pop(stream, None)

    def remake(
        self,
        schema: Schema,
        waiting: Waiting = wait_silently,  # noqa: ARG002 - a lock is never held for long here
    ) -> None:
        with self._lock:
            self._rows = _Rows(schema)
            self._prepared = schema
            self._cursor = 0

    def _in_use(self) -> tuple[Schema, _Rows]:
        if self._prepared is None or self._rows is None:
            raise ValueError("the views have no schema in use: prepare one, or rebuild them")
        return self._prepared, self._rows


def _cell(column: Column, value: JsonValue) -> object:
    return encode(value).decode() if column.kind == "json" and value is not None else value
