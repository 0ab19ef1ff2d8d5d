"""Views in SQL: rows, folds and cursor in one transaction, and rebuilds in tables beside them.

The tables bear plain names, so that people can open the file with any tool; a rebuild fills
``<table>__next`` and takes the place of the old rows in one transaction at its end.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, json
from sqlalchemy import Connection, Table, delete, insert, select, update

from events.canonical import JsonObject, JsonValue
from events.errors import IntegrityError
from events.sql.database import Database
from events.sql.tables import (
    view_fold,
    view_fold_next,
    view_generation,
    view_generation_done,
    view_state,
)
from events.sql.view_tables import (
    NEXT,
    Names,
    ViewTables,
    delete_streams,
    drop,
    names_of,
    rename_next,
)
from events.tables import Schema
from events.views import Fold, Generation, StreamChange, check_changes


class _State(Struct, frozen=True):
    schema_version: int
    cursor: int
    generations: int
    names: Names


class _Rebuild(Struct, frozen=True):
    number: int
    schema_version: int
    target: int
    names: Names


class SqlViews:
    """A `ViewStore` in the same database as its log."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._in_use: ViewTables | None = None
        self._next: tuple[int, ViewTables] | None = None  # the generation that this store began

    def prepare(self, schema: Schema) -> bool:
        names = names_of(schema)
        views = ViewTables(self._database, schema, generation=0)

        def make_tables(connection: Connection) -> _State:
            if _state(connection).schema_version == 0:  # nobody was faster
                views.create(connection)
                self._create_views(connection, schema)
                _use(connection, schema, names, cursor=0)
            return _state(connection)

        with self._database.reading() as connection:
            state = _state(connection)
        if state.schema_version == 0 and self._database.writable:
            state = self._database.change_tables(make_tables)
        self._in_use = views if state.schema_version == schema.version else None
        return self._in_use is not None

    def cursor(self) -> int:
        with self._database.reading() as connection:
            return _state(connection).cursor

    def extend(self, expected_cursor: int, cursor: int, changes: Sequence[StreamChange]) -> bool:
        views = self._prepared()
        check_changes(views.schema, changes)
        with self._database.writing(durable=False) as connection:
            state = _state(connection, lock=True)
            if (state.cursor, state.schema_version) != (expected_cursor, views.schema.version):
                return False
            views.delete_streams(connection, [one.stream for one in changes if one.replace])
            views.write(connection, changes)
            _write_folds(connection, view_fold, changes)
            connection.execute(update(view_state).values(cursor=cursor))
        return True

    def fold(self, stream: str) -> Fold | None:
        self._prepared()
        query = select(view_fold.c.stream, view_fold.c.version, view_fold.c.data).where(
            view_fold.c.stream == stream
        )
        with self._database.reading_views() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Fold(*row)

    def select(
        self,
        table: str,
        where: Mapping[str, JsonValue] | None = None,
        order_by: Sequence[str] = (),
    ) -> list[JsonObject]:
        views = self._prepared()
        with self._database.reading_views() as connection:
            return views.select(connection, table, where or {}, order_by)

    def begin_generation(self, schema: Schema, target: int) -> Generation:
        names = names_of(schema)

        def begin(connection: Connection) -> Generation:
            rebuild = _rebuild(connection)
            if rebuild is not None and rebuild.schema_version == schema.version:
                done = connection.execute(select(view_generation_done.c.stream)).scalars()
                return Generation(rebuild.number, rebuild.target, frozenset(done), resumed=True)
            _drop_rebuild(connection)
            number = _state(connection).generations + 1
            self._tables_of(schema, number).create(connection)
            connection.execute(update(view_state).values(generations=number))
            connection.execute(
                insert(view_generation).values(
                    only=1,
                    number=number,
                    schema_version=schema.version,
                    target=target,
                    names=_text(names),
                )
            )
            return Generation(number, target, frozenset(), resumed=False)

        generation = self._database.change_tables(begin)
        self._next = (generation.number, self._tables_of(schema, generation.number))
        return generation

    def write_generation(self, generation: Generation, changes: Sequence[StreamChange]) -> bool:
        if self._next is None or self._next[0] != generation.number:
            return False
        views = self._next[1]
        check_changes(views.schema, changes)
        streams = sorted(change.stream for change in changes)
        with self._database.writing(durable=False) as connection:
            if not _is_under_way(connection, generation):
                return False
            # Another process that resumed the same rebuild may have written a stream before. If
            # it is at it now, we wait for it here.
            new = self._begin_streams(connection, streams)
            views.delete_streams(connection, [stream for stream in streams if stream not in new])
            views.write(connection, changes)
            _write_folds(connection, view_fold_next, changes)
        return True

    def _begin_streams(self, connection: Connection, streams: Sequence[str]) -> set[str]:
        """Note that these are done; answers those of which it was not noted before."""
        if not streams:
            return set()
        note = self._database.insert_into(view_generation_done).values(
            [{"stream": stream} for stream in streams]
        )
        new = note.on_conflict_do_nothing().returning(view_generation_done.c.stream)
        return set(connection.execute(new).scalars())

    def swap_generation(self, generation: Generation) -> bool:
        if self._next is None or self._next[0] != generation.number:
            return False
        schema = self._next[1].schema
        names = names_of(schema)

        def swap(connection: Connection) -> bool:
            if not _is_under_way(connection, generation):
                return False
            drop(connection, _state(connection).names)
            view_fold.drop(connection)
            rename_next(connection, [*names.tables, view_fold.name])
            view_fold_next.create(connection)
            self._create_views(connection, schema)
            _use(connection, schema, names, cursor=generation.target)
            _forget_rebuild(connection)
            return True

        if not self._database.change_tables(swap):
            return False
        self._in_use = ViewTables(self._database, schema, generation=generation.number)
        self._next = None
        return True

    def drop_generation(self) -> None:
        self._database.change_tables(_drop_rebuild)
        self._next = None

    def _tables_of(self, schema: Schema, generation: int) -> ViewTables:
        """The tables of a rebuild."""
        return ViewTables(self._database, schema, generation=generation, suffix=NEXT)

    def _create_views(self, connection: Connection, schema: Schema) -> None:
        for view in schema.sql_views:
            self._database.create_view(connection, view)

    def _prepared(self) -> ViewTables:
        if self._in_use is None:
            raise ValueError("the views have no schema in use: prepare one, or rebuild them")
        return self._in_use


def create_state(connection: Connection) -> None:
    """Say, in a new ledger, that there are no views yet."""
    none = {"schema_version": 0, "cursor": 0, "generations": 0, "names": _text(Names())}
    connection.execute(insert(view_state).values(only=1, **none))


def _state(connection: Connection, *, lock: bool = False) -> _State:
    columns = view_state.c
    query = select(columns.schema_version, columns.cursor, columns.generations, columns.names)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise IntegrityError(["the ledger does not say how far its views are"])
    return _State(*row[:3], json.decode(row[3], type=Names))


def _use(connection: Connection, schema: Schema, names: Names, cursor: int) -> None:
    connection.execute(
        update(view_state).values(schema_version=schema.version, cursor=cursor, names=_text(names))
    )


def _rebuild(connection: Connection) -> _Rebuild | None:
    columns = view_generation.c
    row = connection.execute(
        select(
            columns.number, columns.schema_version, columns.target, columns.names
        ).with_for_update(read=True)
    ).one_or_none()
    return None if row is None else _Rebuild(*row[:3], json.decode(row[3], type=Names))


def _is_under_way(connection: Connection, generation: Generation) -> bool:
    """Whether this rebuild goes on; while we look after it, it is neither swapped nor dropped."""
    rebuild = _rebuild(connection)
    return rebuild is not None and rebuild.number == generation.number


def _drop_rebuild(connection: Connection) -> None:
    rebuild = _rebuild(connection)
    if rebuild is not None:
        drop(connection, Names(rebuild.names.tables), NEXT)
        _forget_rebuild(connection)


def _forget_rebuild(connection: Connection) -> None:
    for table in (view_fold_next, view_generation_done, view_generation):
        connection.execute(delete(table))


def _write_folds(connection: Connection, table: Table, changes: Sequence[StreamChange]) -> None:
    if changes:
        delete_streams(connection, table, [change.stream for change in changes])
    folds = [
        {"stream": change.stream, "version": change.version, "data": change.fold}
        for change in changes
        if change.fold is not None
    ]
    if folds:
        connection.execute(insert(table), folds)


def _text(names: Names) -> str:
    return json.encode(names).decode()
