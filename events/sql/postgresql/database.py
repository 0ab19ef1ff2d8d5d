"""Connections to one PostgreSQL schema, transactions on them, and their errors in our words.

All that depends on how a server is reached, locks and fails is here, so that the statements beside
it can be read as plain SQL. Names are qualified and settings are those of one transaction: no
session holds a state of ours that a pooler in between could give to somebody else.
"""

import select as polling
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import Any, TypeVar

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.sql import Identifier, Literal
from psycopg.types.string import TextLoader
from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    QueuePool,
    Table,
    create_engine,
    event,
)
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.util import LRUCache

from parley.events.inspection import Strange
from parley.events.sql.composed import Composed, gathering
from parley.events.sql.database import Place, Question
from parley.events.sql.ddl import statements_for
from parley.events.sql.held import HeldConnections
from parley.events.sql.postgresql.address import Address
from parley.events.sql.postgresql.failures import failure_from
from parley.events.sql.postgresql.hints import PostgresHints, hint_statements
from parley.events.sql.postgresql.inspection import inspect
from parley.events.sql.postgresql.making import MadeViews, made_views
from parley.events.sql.postgresql.rights import rights_on, share_tables
from parley.events.sql.postgresql.scripts import Given, run_script, run_together
from parley.events.sql.postgresql.words import PostgresWords
from parley.events.sql.tables import ledger, record, view_state
from parley.events.sql.view_tables import ViewTables
from parley.events.store_errors import (
    NotTheOwner,
    OldServer,
    ReadOnlyStore,
    StoreError,
    StoreLocked,
)
from parley.events.tables import Schema, SqlView
from parley.events.views import Waiting, wait_silently

SERVER_MIN = 15  # the oldest PostgreSQL that is served, and tested
LOCK_TIMEOUT_SECONDS = 20.0  # how long anybody waits for others
BRIEFLY_SECONDS = 1.0  # how long who holds the head waits for rows
_DURABILITY = ("fsync", "full_page_writes", "synchronous_commit", "synchronous_standby_names")
POOL_SIZE = 8  # connections kept open; more are opened under load
STATEMENTS_MAX = 500  # kept composed
# Whoever wants to read queues behind us while we wait for a table, so we give way early, and often.
REPLACE_LOCK_TIMEOUT_SECONDS = 0.2
REPLACE_PAUSE_SECONDS = 0.05
REPLACE_SECONDS_MAX = 60.0

Answer = TypeVar("Answer")


class Dialect(PGDialect_psycopg):
    """psycopg's. What is composed in one serves in every other: the versions of a server differ in
    nothing that is asked of them here."""

    supports_statement_cache = True

    def _get_default_schema_name(self, connection: Connection) -> str:  # noqa: ARG002
        """None is ever used. To ask the server, before any setting of ours, would be to run what
        stands on whatever path of search somebody gave the database."""
        return ""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("postgresql.parley", __name__, Dialect.__name__)
_COMPOSED: LRUCache[Any, Any] = LRUCache(STATEMENTS_MAX)
"""The statements of every ledger that this process opens, each composed once."""


class PostgresDatabase:
    """One schema of a database. ``where`` is its address without the password, for messages.

    Nothing is connected to before it is used. ``writable`` is for whoever opens the ledger to say.
    """

    def __init__(self, address: Address) -> None:
        self.where = address.where
        self.schema = address.schema
        self.writable = True
        self._conninfo = address.conninfo
        engine = create_engine(
            "postgresql+parley://",
            creator=self._connect,
            poolclass=QueuePool,
            pool_size=POOL_SIZE,
            max_overflow=-1,
            pool_use_lifo=True,
            paramstyle="format",  # values by their places (`events.sql.composed`)
            use_native_hstore=False,  # spares the server a question on every opening
            hide_parameters=True,
            isolation_level="AUTOCOMMIT",  # most transactions are begun in words, in one message
            execution_options={
                "schema_translate_map": {None: address.schema},
                "compiled_cache": _COMPOSED,
            },
        )
        event.listen(engine, "checkout", _check_alive)
        self._engine = engine.execution_options(isolation_level="READ COMMITTED")
        self._snapshots = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        self._held = HeldConnections(engine, POOL_SIZE, _is_alive)

    def _connect(self) -> psycopg.Connection[tuple[object, ...]]:
        connection = psycopg.connect(self._conninfo, prepare_threshold=None)
        version = connection.info.server_version  # such as 150006
        if version < SERVER_MIN * 10_000:
            connection.close()
            raise OldServer(self.where, version // 10_000, SERVER_MIN)
        # JSON columns hold canonical text, which has one reader, and it is not the driver's.
        connection.adapters.register_loader("json", TextLoader)
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database from its first statement on."""
        with self._reading(_settings()) as connection:
            yield connection

    @contextmanager
    def _reading(self, first: str) -> Iterator[Connection]:
        with self._mapped_errors(), self._snapshots.connect() as connection:
            run_script(connection, first)
            yield connection
            connection.commit()

    @contextmanager
    def reading_views(self) -> Iterator[Connection]:
        """The same, of tables that nobody makes again meanwhile.

        A snapshot from before they were made again would find the new ones empty. So whoever makes
        them keeps us from taking ours, and we him from going on.
        """
        with self._reading(f"{_settings()}; {self._keep_views()}") as connection:
            yield connection

    def _keep_views(self) -> str:
        return f"LOCK TABLE {self._qualified(view_state)} IN ACCESS SHARE MODE"

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Connection]:
        """A transaction. It commits at the end of the block and rolls back on an exception.

        Unless ``durable``, a crash may lose it, but never without everything after it.

        Raises ReadOnlyStore, StoreLocked, DiskFull, StoreUnreachable.
        """
        if not self.writable:
            raise ReadOnlyStore(self.where)
        with self._mapped_errors(), self._engine.connect() as connection:
            settings = _settings()
            if not durable:
                # The flush before the next durable commit covers the commits before it, too.
                settings += "; SET LOCAL synchronous_commit = off"
            run_script(connection, settings)
            yield connection
            connection.commit()

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A durable transaction of the log's owner; one is under way at a time."""
        with self.writing() as connection:
            self._become_owner(connection)
            yield connection

    def hold_log(self, connection: Connection) -> None:
        """Let nobody append, nor wait to, until the owner's transaction ends.

        Whoever appends reads the table `ledger` and then waits for the head, of any revision. Were
        only the head held here, he would keep that table from a revision that changes it, and one
        of the two would have to give up.
        """
        run_script(connection, f"LOCK TABLE {self._qualified(ledger)} IN ACCESS EXCLUSIVE MODE")

    def failure_of(self, error: DBAPIError) -> Exception:
        """What an error that came in a transaction means."""
        if isinstance(error.orig, psycopg.Error):
            return failure_from(error.orig, self.where)
        return error

    def goes_on(self, connection: Connection) -> bool:
        """Whether the server is there: what went wrong can be taken back to a savepoint."""
        if connection.invalidated:
            return False
        driver = connection.connection.dbapi_connection
        status = getattr(getattr(driver, "info", None), "transaction_status", None)
        return status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    @contextmanager
    def together(self, connection: Connection) -> Iterator[None]:
        """In one message, which is sent at the end of the block."""
        with gathering(connection) as statements:
            yield
        run_together(connection, statements)

    def ask(self, questions: Sequence[Question]) -> list[list[tuple[Any, ...]]]:
        """In one message, which is a transaction that sees one state."""
        first = (
            f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {_settings()}; {self._keep_views()}"
        )
        with self._mapped_errors(), self._held.connected() as connection:
            asked = [question.asked(connection, *values) for question, values in questions]
            answers = run_together(connection, [*asked, ("COMMIT", ())], first=first)
            return [
                question.read(connection, rows)
                for (question, _), rows in zip(questions, answers, strict=True)
            ]

    def hold_behind_savepoint(
        self, connection: Connection, savepoint: str, question: Composed
    ) -> list[tuple[Any, ...]]:
        """In one message. A second at most for each lock, to the end of the transaction or of the
        savepoint."""
        first = f"SAVEPOINT {savepoint}; SET LOCAL lock_timeout = {_milliseconds(BRIEFLY_SECONDS)}"
        return run_together(connection, [question.asked(connection)], first=first)[0]

    def describe(self, connection: Connection) -> Place:
        """The server's version, the tables with their indexes, how they are written, by whom."""
        size = connection.exec_driver_sql(
            "SELECT coalesce(sum(pg_catalog.pg_total_relation_size(c.oid)), 0)::bigint "
            "FROM pg_catalog.pg_class AS c "
            "WHERE c.relnamespace = pg_catalog.to_regnamespace(%s) AND c.relkind = 'r'",
            (f'"{self.schema}"',),
        ).scalar_one()
        settings = connection.exec_driver_sql(
            "SELECT s.name, s.setting FROM pg_catalog.pg_settings AS s "
            "WHERE s.name = ANY(%s) ORDER BY s.name",
            (list(_DURABILITY),),
        )
        version = connection.exec_driver_sql("SHOW server_version").scalar_one()
        return Place(
            engine="PostgreSQL",
            server=version,
            disk_bytes=size,
            settings={row.name: row.setting for row in settings},
            rights=rights_on(connection, self.schema),
        )

    def change_tables(
        self,
        work: Callable[[Connection], Answer],
        names: Collection[str],
        waiting: Waiting = wait_silently,
    ) -> Answer:
        """Run ``work``, which makes or drops tables of views, in one transaction of their owner.

        Names need no schema there. What is there then of ``names`` is shared with whoever has
        rights on the ledger. It runs again while readers hold a table that it needs, up to
        REPLACE_SECONDS_MAX; ``waiting`` is called before the second time. Nobody migrates or
        changes rights meanwhile.
        """
        give_up = monotonic() + REPLACE_SECONDS_MAX
        waited = False
        while True:
            try:
                with self.writing(durable=False) as connection:
                    self._take_views(connection)
                    answer = work(connection)
                    share_tables(connection, self.schema, names)
                    return answer
            except StoreLocked:
                if monotonic() > give_up:
                    raise
            if not waited:
                waited = True
                waiting()
            sleep(REPLACE_PAUSE_SECONDS)

    def _take_views(self, connection: Connection) -> None:
        """Act as the owner of the views, and let nobody else at them until the end."""
        if not self.owned(connection):
            owner = rights_on(connection, self.schema).owner
            raise NotTheOwner(self.where, owner, "makes the tables of its views again")
        self._become_owner(connection)
        run_script(
            connection,
            f"SET LOCAL lock_timeout = {_milliseconds(REPLACE_LOCK_TIMEOUT_SECONDS)}; "
            f'SET LOCAL search_path = "{self.schema}", pg_temp',  # after the server's own names
        )
        state = self._qualified(view_state)
        if self.table_kinds(connection).get(view_state.name) == "table":
            run_script(connection, f"LOCK TABLE {state} IN ACCESS EXCLUSIVE MODE")

    def _become_owner(self, connection: Connection) -> None:
        """Act as the ledger's owner, who makes tables and gives rights on them one at a time.

        The lock is on a table of the schema: one with a number, an advisory one, is everybody's in
        a database, and on a server of several machines it holds on one of them alone.
        """
        connection.exec_driver_sql(_BECOME_OWNER, (f'"{self.schema}"', [record.name]))
        run_script(
            connection, f"LOCK TABLE {self._qualified(ledger)} IN SHARE UPDATE EXCLUSIVE MODE"
        )

    def makes_tables(self, connection: Connection) -> bool:
        """Whether whoever is connected owns the ledger, or may act as its owner, and it can be
        written."""
        return self.writable and self.owned(connection)

    def owned(self, connection: Connection) -> bool:
        """Whether whoever is connected owns the ledger, or may act as its owner."""
        owner = connection.exec_driver_sql(
            # From 16 on a member may be kept from acting as the role.
            "SELECT pg_catalog.pg_has_role(c.relowner, CASE WHEN pg_catalog.current_setting("
            "'server_version_num')::int4 < 160000 THEN 'MEMBER' ELSE 'SET' END) "
            "FROM pg_catalog.pg_class AS c "
            "WHERE c.relnamespace = pg_catalog.to_regnamespace(%s) AND c.relname = %s",
            (f'"{self.schema}"', record.name),
        )
        return bool(owner.scalar_one())

    def table_kinds(self, connection: Connection) -> dict[str, str]:
        """The tables and SQL views that there are, whoever made them: "table" or "view" by name."""
        found = connection.exec_driver_sql(
            "SELECT c.relname, CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END AS kind "
            "FROM pg_catalog.pg_class AS c WHERE c.relkind IN ('r', 'v') "
            "AND c.relnamespace = pg_catalog.to_regnamespace(%s)",
            (f'"{self.schema}"',),
        )
        return {row.relname: row.kind for row in found}

    def transact(
        self, call: Given, work: Callable[[Connection, list[tuple[Any, ...]]], Answer]
    ) -> Answer:
        """Run ``work`` in one durable transaction, with the rows that ``call`` answers in it first.

        Raises psycopg.Error of what was sent as it came, so that the caller can tell what it means
        for that; StoreUnreachable when there is no connection and nothing was sent.
        """
        with self._mapped_errors():
            taken = self._held.take()
        try:
            with self._held.using(taken) as connection:
                connection.begin()
                (rows,) = run_together(connection, [call], first=f"{_BEGIN}; {_settings()}")
                answer = work(connection, rows)
                connection.commit()
        except DBAPIError as error:  # also of a rollback, which a broken connection may refuse
            raise error.orig or error from error
        return answer

    def drop(self, connection: Connection, kind: str, name: str) -> None:
        """Drop a table or view; the server finds it, however damaged its rows are."""
        run_script(connection, f"DROP {kind.upper()} {Identifier(name).as_string()}")

    def inspect(
        self, connection: Connection, schema: Schema, *, closely: bool = False
    ) -> list[Strange]:
        """`EventStore.inspect`; more closely, the definitions of views in SQL, too."""
        return inspect(connection, self.schema, self._made(schema), closely=closely)

    def _made(self, schema: Schema) -> MadeViews:
        if schema not in _MADE:
            sql_views = {view.name: view.postgresql for view in schema.sql_views}
            _MADE[schema] = made_views(ViewTables(self, schema).metadata, sql_views)
        return _MADE[schema]

    def hints(self) -> PostgresHints:
        """Hints of the commits of others, on a connection of their own."""
        return PostgresHints(self._connect, self.schema)

    def send_hint(self) -> None:
        """Tell who listens that something was committed. Raises nothing: it is only a hint."""
        with suppress(StoreError), self._mapped_errors(), self._held.connected() as connection:
            run_together(connection, [], first=hint_statements(self.schema))

    def put_tiles(self, connection: Connection, size: int, most: int) -> None:  # noqa: ARG002
        """Let the server make tiles that are missing, up to its own head."""
        connection.exec_driver_sql(f'SELECT "{self.schema}".integrate(%s)', (most,))

    def insert_into(self, table: Table) -> Insert:
        """An INSERT that knows ON CONFLICT."""
        return insert(table)

    def words(
        self,
        metadata: MetaData,
        name: str,
        key: Sequence[Column[object]],
    ) -> PostgresWords:
        """Where the words of table ``name`` stand; what is made for it joins ``metadata``."""
        return PostgresWords(metadata, name, key)

    def create_tables(self, connection: Connection, tables: MetaData) -> None:
        """Make tables of which none is there, and say what they are about, in one round trip."""
        run_script(connection, ";\n".join(statements_for(tables, _DIALECT)))

    def create_view(self, connection: Connection, view: SqlView) -> None:
        """Make a view in SQL, and say what it is about."""
        name = Identifier(view.name).as_string()
        for statement in (
            f"CREATE VIEW {name} AS {view.postgresql}",
            f"COMMENT ON VIEW {name} IS {Literal(view.about).as_string()}",
        ):
            run_script(connection, statement)

    def close(self) -> None:
        self._held.close()
        self._engine.dispose()

    def _qualified(self, table: Table) -> str:
        return f'"{self.schema}"."{table.name}"'

    @contextmanager
    def _mapped_errors(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if isinstance(error.orig, psycopg.Error):
                raise failure_from(error.orig, self.where) from error
            raise
        except psycopg.Error as error:  # while connecting, which SQLAlchemy does not wrap
            raise failure_from(error, self.where) from error


_DIALECT = PGDialect()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it without types
_MADE: dict[Schema, MadeViews] = {}
"""What each schema of views makes; a process has one or two, and to work it out takes a while."""


_BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"

# Whoever may act as the owner (a superuser, a member) acts as he does, so that all of it is his.
_BECOME_OWNER = (
    "SELECT pg_catalog.set_config('role', owner.rolname, true) FROM ("
    "SELECT r.rolname "
    "FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_roles AS r ON r.oid = c.relowner "
    "WHERE c.relnamespace = pg_catalog.to_regnamespace(%s) AND c.relname = ANY(%s) "
    "AND r.rolname <> current_user LIMIT 1) AS owner"
)


def _check_alive(connection: psycopg.Connection[tuple[object, ...]], *_: object) -> None:
    if not _stands(connection):
        raise DisconnectionError


def _is_alive(connection: Connection) -> bool:
    driver = connection.connection.driver_connection
    return isinstance(driver, psycopg.Connection) and _stands(driver)


def _stands(connection: psycopg.Connection[Any]) -> bool:
    """A server says something to a connection at rest only when it ends it: then take another."""
    if connection.closed:
        return False
    poll = polling.poll()
    poll.register(connection, polling.POLLIN)
    return not poll.poll(0)


def _settings() -> str:
    """What holds in each of our transactions, and in none of anybody else's.

    Names mean the server's own: nothing in a schema that others may write to, and no temporary
    table, stands before them. No policy on rows runs, nor hides any: it is an error instead.
    Definitions are spelt in one way.
    """
    wait = _milliseconds(LOCK_TIMEOUT_SECONDS)
    return (
        "SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL row_security = off; "
        f"SET LOCAL quote_all_identifiers = off; SET LOCAL lock_timeout = {wait}"
    )


def _milliseconds(seconds: float) -> int:
    return int(seconds * 1000)
