"""Views in SQL: rows, folds and cursor in one transaction, and rebuilds in tables beside them.

The tables bear plain names, so that people can open the file with any tool; a rebuild fills
``<table>__next`` and takes the place of the old rows in one transaction at its end.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, insert, select, update

from events.canonical import JsonObject, JsonValue
from events.search import Query
from events.sql.database import Database
from events.sql.streams import delete_streams
from events.sql.tables import (
    view_fold,
    view_fold_next,
    view_generation,
    view_generation_done,
    view_state,
)
from events.sql.view_keeping import (
    State,
    drop_rebuild,
    forget_rebuild,
    is_under_way,
    mend_keeping,
    missing_keeping,
    names_text,
    rebuild_in,
    state_in,
    use_tables,
)
from events.sql.view_tables import (
    NEXT,
    Names,
    ViewTables,
    drop,
    names_of,
    rename_next,
)
from events.tables import Schema
from events.views import (
    Fold,
    Generation,
    StreamChange,
    StreamRows,
    Waiting,
    check_changes,
    wait_silently,
)


class SqlViews:
    """A `ViewStore` in the same database as its log."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._in_use: ViewTables | None = None
        self._missing: tuple[str, ...] = ()
        self._next: tuple[int, ViewTables] | None = None  # the generation that this store began

    def prepare(self, schema: Schema) -> bool:
        names = names_of(schema)
        views = ViewTables(self._database, schema, generation=0)

        def make_tables(connection: Connection) -> State:
            if state_in(connection).schema_version == 0:  # nobody was faster
                views.create(connection)
                self._create_views(connection, schema)
                use_tables(connection, schema, names, cursor=0)
            return state_in(connection)

        # Where the server is lost meanwhile, those in use stay, and are looked at again.
        with self._database.reading() as connection:
            there = self._database.table_names(connection)
            self._missing = missing_keeping(connection, there)
            if self._missing:
                self._in_use = None
                return False
            state = state_in(connection)
        if state.schema_version == 0 and self._database.writable:
            state = self._database.change_tables(make_tables)
        elif state.schema_version == schema.version:
            needed = (*views.names(), *names.sql_views)
            self._missing = tuple(name for name in needed if name not in there)
        fits = state.schema_version == schema.version and not self._missing
        self._in_use = views if fits else None
        return fits

    def missing(self) -> tuple[str, ...]:
        return self._missing

    def cursor(self) -> int:
        with self._database.reading() as connection:
            return state_in(connection).cursor

    def extend(self, expected_cursor: int, cursor: int, changes: Sequence[StreamChange]) -> bool:
        views = self._prepared()
        check_changes(views.schema, changes)
        with self._database.writing(durable=False) as connection:
            state = state_in(connection, lock=True)
            if (state.cursor, state.schema_version) != (expected_cursor, views.schema.version):
                return False
            views.delete_streams(connection, [one.stream for one in changes if one.replace])
            views.write(connection, changes)
            _write_folds(connection, view_fold, changes)
            connection.execute(update(view_state).values(cursor=cursor))
        return True

    def fold(self, stream: str) -> Fold | None:
        self._prepared()
        with self._database.reading_views() as connection:
            return _fold_in(connection, stream)

    def select(
        self,
        table: str,
        where: Mapping[str, JsonValue] | None = None,
        order_by: Sequence[str] = (),
    ) -> list[JsonObject]:
        views = self._prepared()
        with self._database.reading_views() as connection:
            return views.select(connection, table, where or {}, order_by)

    def select_stream(self, stream: str) -> StreamRows:
        views = self._prepared()
        with self._database.reading_views() as connection:
            return StreamRows(
                fold=_fold_in(connection, stream),
                tables={
                    table.name: views.select(connection, table.name, {"stream": stream}, ())
                    for table in views.schema.tables
                },
            )

    def search(self, table: str, query: Query) -> list[JsonObject]:
        views = self._prepared()
        with self._database.reading_views() as connection:
            return views.search(connection, table, query)

    def begin_generation(self, schema: Schema, target: int) -> Generation:
        names = names_of(schema)

        def begin(connection: Connection) -> Generation:
            there = self._database.table_names(connection)
            mend_keeping(connection, there, names)
            rebuild = rebuild_in(connection)
            needed = self._tables_of(schema, generation=0).names()
            whole = there.issuperset(name + NEXT for name in needed)
            if rebuild is not None and rebuild.schema_version == schema.version and whole:
                done = connection.execute(select(view_generation_done.c.stream)).scalars()
                return Generation(rebuild.number, rebuild.target, frozenset(done), resumed=True)
            drop_rebuild(connection)
            drop(connection, Names(names.tables), NEXT)  # of a rebuild that nobody knows of
            number = state_in(connection).generations + 1
            self._tables_of(schema, number).create(connection)
            connection.execute(update(view_state).values(generations=number))
            connection.execute(
                insert(view_generation).values(
                    only=1,
                    number=number,
                    schema_version=schema.version,
                    target=target,
                    names=names_text(names),
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
            if not is_under_way(connection, generation):
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

    def swap_generation(self, generation: Generation, waiting: Waiting = wait_silently) -> bool:
        if self._next is None or self._next[0] != generation.number:
            return False
        built = self._next[1]
        schema = built.schema
        names = names_of(schema)

        def swap(connection: Connection) -> bool:
            if not is_under_way(connection, generation):
                return False
            drop(connection, state_in(connection).names)
            view_fold.drop(connection)
            rename_next(connection, [*built.names(), view_fold.name])
            view_fold_next.create(connection)
            self._create_views(connection, schema)
            use_tables(connection, schema, names, cursor=generation.target)
            forget_rebuild(connection)
            return True

        if not self._database.change_tables(swap, waiting):
            return False
        self._in_use = ViewTables(self._database, schema, generation=generation.number)
        self._next = None
        return True

    def drop_generation(self) -> None:
        self._database.change_tables(drop_rebuild)
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


def _fold_in(connection: Connection, stream: str) -> Fold | None:
    query = select(view_fold.c.stream, view_fold.c.version, view_fold.c.data).where(
        view_fold.c.stream == stream
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Fold(*row)


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
