"""Views in SQL: rows, folds and cursor in one transaction, and rebuilds in place, by plain DML.

The tables bear plain names, so that people can open the file with any tool. Whoever may write rows
may rebuild them; making and dropping tables is for whoever owns them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence, Set

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from parley.events.append import Appended, Group, Outcome, changes_of, followed
from parley.events.canonical import JsonObject, JsonValue
from parley.events.cells import StreamCells, check_streams
from parley.events.errors import IntegrityError
from parley.events.politics import Wanted
from parley.events.search import Query
from parley.events.sql.composed import run_plain
from parley.events.sql.database import Database
from parley.events.sql.read import ends_in, head_in
from parley.events.sql.standing import Stands, stands_asked, stands_from, stands_in
from parley.events.sql.streams import delete_streams
from parley.events.sql.tables import view_fold
from parley.events.sql.view_keeping import (
    State,
    fold_in,
    fold_version_in,
    folded_in,
    folds_in,
    hold_state,
    missing_keeping,
    move_cursor,
    remake_keeping,
    state_in,
    use_tables,
    write_folds,
)
from parley.events.sql.view_tables import ViewTables, check_names, drop_tables
from parley.events.store import Standing
from parley.events.store_errors import RowsRefused
from parley.events.tables import Schema
from parley.events.views import (
    Fold,
    StoredCells,
    StreamChange,
    StreamRows,
    Waiting,
    check_changes,
    wait_silently,
)

SAVEPOINT = "rows"  # behind which rows are written: the log stands without them
RELEASE = f"RELEASE SAVEPOINT {SAVEPOINT}"


class SqlViews:
    """A `ViewStore` in the same database as its log."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._in_use: ViewTables | None = None
        self._missing: tuple[str, ...] = ()
        self._version: int | None = None

    def prepare(self, schema: Schema) -> bool:
        check_names(schema)
        views = ViewTables(self._database, schema)

        def make_tables(connection: Connection) -> State:
            if state_in(connection).schema_version == 0:  # nobody was faster
                views.create(connection)
                use_tables(connection, schema, cursor=0)
            return state_in(connection)

        # Where the server is lost meanwhile, those in use stay, and are looked at again.
        there, makes, state = self._look()
        if state is None:  # or they were just being made again, which a second look waits for
            there, makes, state = self._look()
        if state is None:
            self._in_use = self._version = None
            return False
        if state.schema_version == 0 and makes and there.isdisjoint(views.names()):
            state = self._database.change_tables(make_tables, views.all_names())
        elif state.schema_version == schema.version:
            self._missing = tuple(name for name in views.all_names() if name not in there)
        unmade = state.schema_version == 0 and there.isdisjoint(views.names())
        self._version = None if unmade else state.schema_version
        fits = state.schema_version == schema.version and not self._missing
        self._in_use = views if fits else None
        return fits

    def _look(self) -> tuple[Set[str], bool, State | None]:
        """The tables that are there, whether more may be made, and which are in use: None where
        something of that is missing."""
        with self._database.reading() as connection:
            there = self._database.table_kinds(connection).keys()
            makes = self._database.makes_tables(connection)
            self._missing = missing_keeping(connection, there)
            return there, makes, None if self._missing else state_in(connection)

    def missing(self) -> tuple[str, ...]:
        return self._missing

    def version(self) -> int | None:
        return self._version

    def cursor(self) -> int:
        with self._database.reading_views() as connection:
            return state_in(connection).cursor

    def extend(self, expected_cursor: int, cursor: int, changes: Sequence[StreamChange]) -> bool:
        views = self._prepared()
        complete = check_changes(views.schema, changes)
        with self._database.writing(durable=False) as connection:
            state = state_in(connection, lock=True)
            if (state.cursor, state.schema_version) != (expected_cursor, views.schema.version):
                return False
            _put(connection, views, complete)
            move_cursor(connection, cursor)
        return True

    def append(
        self, connection: Connection, groups: Sequence[Group], outcomes: Sequence[Outcome]
    ) -> list[Outcome]:
        """The rows of what was just appended, in the same transaction (`EventStore.append`)."""
        views, changes = self._in_use, changes_of(groups, outcomes)
        positions = [at for each in outcomes if isinstance(each, Appended) for at in each.positions]
        if views is None or not changes:
            return list(outcomes)
        follows = State(views.schema.version, min(positions) - 1)
        for put in (self._put_together, self._put_each):
            try:
                # Whoever appends next waits for the head that is held here.
                if hold_state(connection, self._database, SAVEPOINT) != follows:
                    run_plain(connection, RELEASE)
                    return list(outcomes)
                put(connection, views, changes, max(positions))
                return followed(outcomes)
            except Exception as error:  # the log does not depend on what becomes of its rows
                if not self._database.goes_on(connection):
                    raise
                self._take_back(connection)
                if not self._refuses_rows(error):
                    break
        return list(outcomes)

    def _put_together(
        self,
        connection: Connection,
        views: ViewTables,
        changes: Sequence[StreamChange],
        cursor: int,
    ) -> None:
        with self._database.together(connection):
            _put(connection, views, changes)
            move_cursor(connection, cursor)
            run_plain(connection, RELEASE)

    def _put_each(
        self,
        connection: Connection,
        views: ViewTables,
        changes: Sequence[StreamChange],
        cursor: int,
    ) -> None:
        """Put the rows of each stream by themselves: one whose rows are refused keeps those that it
        had."""
        for change in changes:
            run_plain(connection, f"SAVEPOINT {SAVEPOINT}")
            try:
                _put(connection, views, [change])
                run_plain(connection, RELEASE)
            except Exception as error:
                if self._database.goes_on(connection):
                    self._take_back(connection)
                if not self._refuses_rows(error):
                    raise
        move_cursor(connection, cursor)
        run_plain(connection, RELEASE)

    def _refuses_rows(self, error: Exception) -> bool:
        return isinstance(error, DBAPIError) and isinstance(
            self._database.failure_of(error), RowsRefused
        )

    def _take_back(self, connection: Connection) -> None:
        """Undo what was written behind the savepoint, and nothing else of the transaction."""
        run_plain(connection, f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
        run_plain(connection, RELEASE)

    def standing(
        self, streams: Sequence[str], table: str, column: str, values: Collection[str]
    ) -> Standing:
        """`EventStore.standing`."""
        views = self._in_use
        if views is None:
            with self._database.reading() as connection:
                head, ends = head_in(connection), ends_in(connection, streams)
            return Standing(head=head, streams=ends, current=False, folds={}, rows=[])
        found, rows = self._asked(views, streams, table, column, values)
        current = found.state == State(views.schema.version, found.head.size)
        folds = found.folds if current else {}
        return Standing(
            head=found.head,
            streams=found.ends,
            current=current,
            folds=folds,
            rows=rows if current else [],
        )

    def _asked(
        self,
        views: ViewTables,
        streams: Sequence[str],
        table: str,
        column: str,
        values: Collection[str],
    ) -> tuple[Stands, list[JsonObject]]:
        questions = stands_asked(streams)
        if values:
            questions.append(views.holding(table, column, values))
        moment, ends, *rows = self._database.ask(questions)
        stands = stands_from(moment, ends)
        if stands is not None:
            return stands, [row for each in rows for row in views.plain(table, each)]
        with self._database.reading_views() as connection:
            stands = stands_in(connection, streams)
            question, given = views.holding(table, column, values)
            return stands, views.plain(table, question.rows(connection, *given))

    def fold(self, stream: str) -> Fold | None:
        self._prepared()
        with self._database.reading_views() as connection:
            return fold_in(connection, stream)

    def folded_streams(self) -> set[str]:
        self._prepared()
        with self._database.reading_views() as connection:
            return set(connection.execute(select(view_fold.c.stream)).scalars())

    def select(
        self,
        table: str,
        where: Mapping[str, JsonValue] | None = None,
        order_by: Sequence[str] = (),
    ) -> list[JsonObject]:
        views = self._prepared()
        with self._database.reading_views() as connection:
            return views.select(connection, table, where or {}, order_by)

    def recall(
        self, stream: str, version: int, wanted: Sequence[Wanted]
    ) -> list[list[JsonObject]] | None:
        views = self._prepared()
        with self._database.reading_views() as connection:
            same = state_in(connection).schema_version == views.schema.version
            if not same or fold_version_in(connection, stream) != version:
                return None
            return [views.recall(connection, stream, each) for each in wanted]

    def folded(self, streams: Collection[str]) -> dict[str, int]:
        self._prepared()
        with self._database.reading_views() as connection:
            return folded_in(connection, streams)

    def cells(self, table: str, streams: Collection[str]) -> StoredCells:
        views = self._prepared()
        with self._database.reading_views() as connection:
            return StoredCells(state_in(connection).cursor, views.cells(connection, table, streams))

    def select_stream(self, stream: str) -> StreamRows:
        views = self._prepared()
        with self._database.reading_views() as connection:
            return StreamRows(
                fold=fold_in(connection, stream),
                tables={
                    table.name: views.select(connection, table.name, {"stream": stream}, ())
                    for table in views.schema.tables
                },
            )

    def search(self, table: str, query: Query) -> list[JsonObject]:
        views = self._prepared()
        with self._database.reading_views() as connection:
            return views.search(connection, table, query)

    def misindexed(self, table: str) -> set[str]:
        views = self._prepared()
        with self._database.reading_views() as connection:
            return views.misindexed(connection, table)

    def outlasts_rewriting(self) -> bool:
        views = self._prepared()
        try:
            with self._database.reading_views() as connection:
                return any(views.misindexed(connection, name) for name in views.lasting())
        except IntegrityError:
            return True

    def rewrite(self, make: Callable[[int], Sequence[StreamCells]]) -> bool:
        views = self._prepared()
        with self._database.writing(durable=False) as connection:
            state = state_in(connection, lock=True)
            if state.schema_version != views.schema.version:
                return False
            made = make(state.cursor)
            check_streams(views.schema, made)
            views.delete_streams(connection, [each.stream for each in made])
            views.write_whole(connection, made)
            write_folds(connection, views.put_fold, made)
        return True

    def differing(self, made: Sequence[StreamCells]) -> set[str]:
        views, streams = self._prepared(), [each.stream for each in made]
        try:
            with self._database.reading_views() as connection:
                differ = views.differing(connection, made)
                stored = {one.stream: one for one in folds_in(connection, streams)}
        except (IntegrityError, ValueError, DBAPIError):
            return set(streams)
        for each in made:
            fold = None if each.fold is None else Fold(each.stream, each.version, each.fold)
            if stored.get(each.stream) != fold:
                differ.add(each.stream)
        return differ

    def streams_in(self, table: str) -> set[str]:
        views = self._prepared()
        with self._database.reading_views() as connection:
            return views.streams_in(connection, table)

    def index(self, most: int) -> int:
        views = self._prepared()
        done = 0
        for table in views.searched():
            with self._database.writing(durable=False) as connection:
                if state_in(connection).schema_version != views.schema.version:
                    return 0  # another release has made the tables again, with words of its own
                done += views.index_due(connection, table, most - done)
        return done

    def forget_strangers(self, known: Callable[[], Collection[str]]) -> None:
        views = self._prepared()
        with self._database.writing(durable=False) as connection:
            state_in(connection, lock=True)
            streams = frozenset(known())
            views.forget_strangers(connection, streams)
            folded = set(connection.execute(select(view_fold.c.stream)).scalars())
            if strangers := sorted(folded - streams):
                delete_streams(connection, view_fold, strangers)

    def remake(self, schema: Schema, waiting: Waiting = wait_silently) -> None:
        check_names(schema)
        views = ViewTables(self._database, schema)

        def make_again(connection: Connection) -> None:
            drop_tables(connection, self._database, schema)
            remake_keeping(connection)
            views.create(connection)
            use_tables(connection, schema, cursor=0)

        self._database.change_tables(make_again, views.all_names(), waiting)
        self._in_use, self._missing, self._version = views, (), schema.version

    def _prepared(self) -> ViewTables:
        if self._in_use is None:
            raise ValueError("the views have no schema in use: prepare one, or rebuild them")
        return self._in_use


def _put(connection: Connection, views: ViewTables, changes: Sequence[StreamChange]) -> None:
    views.delete_streams(connection, [one.stream for one in changes if one.replace])
    views.write(connection, changes)
    write_folds(connection, views.put_fold, changes)
