"""Revisions of the tables: one truth, one transaction each, one process at a time."""

import select
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Connection, create_engine

from parley.events.append import Appended
from parley.events.projector import Projector
from parley.events.sql import SqlStore
from parley.events.sql.describing import describe_ledger
from parley.events.sql.migrations import VERSION_TABLE, newest_revision
from parley.events.sql.migrations.running import due_steps
from parley.events.sql.store import reach_database
from parley.events.sql.tables import bookkeeping, log
from parley.events.store_errors import (
    MigrationFailed,
    NewerLedger,
    NotALedger,
    OlderLedger,
    ReadOnlyStore,
    StoreLocked,
)
from parley.negotiation.politics import AlliancePolitics
from tests.events.ledgers import PostgresLedgers, SqliteLedgers, SqlLedgers
from tests.events.revising import (
    ADDS_A_TABLE,
    ASKS_FOR_WHAT_IS_NOT_THERE,
    RAISES,
    STOPS_HALFWAY,
    known,
    migrate_at,
    migrating,
    plant,
)
from tests.events.saying import group, say, say_many
from tests.events.test_processes import hear, let_go
from tests.events.view_contract import SCHEMA, change, offer
from tests.events.waiting import until, waiters

NOW = newest_revision()
NEXT = NOW + 1
SAID = say_many("talks/haryana", 3, first_id=1)

Execute = Callable[[str], list[tuple[object, ...]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of revisions."""
    made = tmp_path / "revisions"
    made.mkdir()
    return made


@pytest.fixture
def execute(shared: SqlLedgers, request: pytest.FixtureRequest) -> Iterator[Execute]:
    """An SQL shell of the ledger's owner, in the ledger; it looks anew each time."""

    def on_file(statement: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(shared.url, isolation_level=None)) as connection:
            return connection.execute(statement).fetchall()

    if isinstance(shared, SqliteLedgers):
        yield on_file
        return
    assert isinstance(shared, PostgresLedgers)
    with psycopg.connect(request.getfixturevalue("postgres"), autocommit=True) as connection:
        connection.execute(f"SET search_path = {shared.schema}".encode())

        def on_server(statement: str) -> list[tuple[object, ...]]:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

        yield on_server


def fill(store: SqlStore) -> None:
    store.append([group(*SAID)])
    store.views.prepare(SCHEMA)
    store.views.extend(0, 3, [change(offer(1), fold=b"fold")])
    store.close()


def state(shared: SqlLedgers, execute: Execute) -> list[object]:
    """Everything that a migration must leave as it was, or did change."""
    if isinstance(shared, SqliteLedgers):
        tables = execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
    else:
        tables = execute(
            "SELECT c.relname, a.attname, a.atttypid::regtype::text FROM pg_class AS c "
            "LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 "
            "WHERE c.relnamespace = current_schema()::regnamespace ORDER BY 1, 2"
        )
    rows = [
        execute(f"SELECT * FROM {table} ORDER BY 1")
        for table in ("ledger", "head", "record", "view_state", "view_fold", "offer", VERSION_TABLE)
    ]
    return [tables, rows]


# One truth


def made_by_metadata(connection: Connection) -> None:
    for tables in (log, bookkeeping):
        tables.create_all(connection, checkfirst=False)


def test_a_file_made_by_the_revisions_has_the_tables_of_the_statements(file: SqliteLedgers) -> None:
    file.create().close()
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        made_by_metadata(connection)
        query = "SELECT name, sql FROM sqlite_schema WHERE type IN ('table', 'index')"
        expected = {row.name: row.sql for row in connection.exec_driver_sql(query)}
    engine.dispose()
    with closing(sqlite3.connect(file.url)) as shell:
        found = dict(shell.execute(query).fetchall())
    own = {name for name in found if VERSION_TABLE in name}
    assert {name: text for name, text in found.items() if name not in own} == expected
    assert len(expected) > 9


CATALOGUES = (
    "SELECT c.relname, c.relkind, obj_description(c.oid, 'pg_class') FROM pg_class AS c "
    "WHERE c.relnamespace = %(schema)s::regnamespace ORDER BY 1",
    "SELECT c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, "
    "(SELECT l.collname FROM pg_collation AS l WHERE l.oid = a.attcollation), "
    "col_description(c.oid, a.attnum), pg_get_expr(d.adbin, d.adrelid) "
    "FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 "
    "LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum "
    "WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind = 'r' ORDER BY 1, 2",
    "SELECT c.relname, o.conname, o.contype, pg_get_constraintdef(o.oid) "
    "FROM pg_constraint AS o JOIN pg_class AS c ON c.oid = o.conrelid "
    "WHERE o.connamespace = %(schema)s::regnamespace ORDER BY 1, 2",
    "SELECT i.tablename, i.indexname, i.indexdef FROM pg_indexes AS i "
    "WHERE i.schemaname = %(schema)s ORDER BY 1, 2",
)


def test_a_schema_made_by_the_revisions_has_the_tables_of_the_statements(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    store = server.create()
    other = f"{server.schema}_other"
    shell.execute(f"CREATE SCHEMA {other}".encode())
    try:
        with store._database.writing() as connection:
            made_by_metadata(connection.execution_options(schema_translate_map={None: other}))

        def look(schema: str) -> list[list[str]]:
            return [
                [
                    str(row).replace(schema, "here")
                    for row in shell.execute(query.encode(), {"schema": schema})
                    if VERSION_TABLE not in str(row)
                ]
                for query in CATALOGUES
            ]

        assert look(server.schema) == look(other)
        assert all(len(rows) > 5 for rows in look(other))
    finally:
        shell.execute(f"DROP SCHEMA {other} CASCADE".encode())


# Older and newer


def test_a_new_ledger_is_of_the_newest_revision(shared: SqlLedgers, execute: Execute) -> None:
    shared.create()
    assert execute(f"SELECT version_num FROM {VERSION_TABLE}") == [(f"{newest_revision():04d}",)]
    assert migrate_at(shared.url) == ((newest_revision(), newest_revision()), [])


def test_a_newer_ledger_is_refused_with_both_revisions(
    shared: SqlLedgers, execute: Execute
) -> None:
    fill(shared.create())
    execute(f"UPDATE {VERSION_TABLE} SET version_num = '0099'")
    before = state(shared, execute)
    for enter in (shared.reopen, shared.create, lambda: migrate_at(shared.url)):
        with pytest.raises(NewerLedger, match="revision 99") as caught:
            enter()
        assert (caught.value.found, caught.value.supported) == (99, newest_revision())
    assert state(shared, execute) == before


def test_an_older_ledger_is_refused_and_left_as_it_is(
    shared: SqlLedgers, execute: Execute, folder: Path
) -> None:
    fill(shared.create())
    before = state(shared, execute)
    plant(folder, NEXT, ADDS_A_TABLE)
    with known(folder):
        for enter in (shared.reopen, shared.create):
            with pytest.raises(OlderLedger) as caught:
                enter()
            assert (caught.value.found, caught.value.needed) == (NOW, NEXT)
    assert state(shared, execute) == before
    shared.reopen()  # the release that made it goes on


@pytest.mark.parametrize(
    "kept", ["DELETE FROM {}", "INSERT INTO {} VALUES ('0001')", "UPDATE {} SET version_num = 'x'"]
)
def test_a_ledger_that_does_not_say_its_revision_is_refused(
    shared: SqlLedgers, execute: Execute, kept: str
) -> None:
    shared.create()
    execute(kept.format(VERSION_TABLE))
    with pytest.raises(NotALedger, match="of which revision"):
        shared.reopen()


# Upgrades


def test_an_older_ledger_is_brought_to_the_new_revision(
    shared: SqlLedgers, execute: Execute, folder: Path
) -> None:
    fill(shared.create())
    rows = list(shared.reopen().read_rows())
    plant(folder, NEXT, ADDS_A_TABLE, "one table more")
    with known(folder):
        (before, after), done = migrate_at(shared.url)
        assert (before, after) == (NOW, NEXT)
        assert [(step.revision, step.what) for step in done] == [(NEXT, "one table more")]
        assert execute("SELECT size FROM planted") == [(3,)]
        store = shared.reopen()
        assert list(store.read_rows()) == rows
        assert store.views.prepare(SCHEMA)
        assert len(store.views.select("offer")) == 1
        (outcome,) = store.append([group(say("talks/goa", 1, None, id=9))])
        assert isinstance(outcome, Appended)
        assert migrate_at(shared.url) == ((NEXT, NEXT), [])


def test_where_streams_end_is_taken_from_their_records(
    shared: SqlLedgers, execute: Execute
) -> None:
    store = shared.create()
    store.append([group(*SAID)])
    heads = store.stream_heads()
    store.close()
    as_of_the_second_revision(shared, execute)
    with pytest.raises(OlderLedger):
        shared.reopen()
    assert migrate_at(shared.url)[0] == (2, NOW)
    again = shared.reopen()
    assert again.stream_heads() == heads
    (outcome,) = again.append([group(say("talks/goa", 1, None, id=9))])
    assert isinstance(outcome, Appended)
    assert Projector(again, AlliancePolitics()).usable


def as_of_the_second_revision(shared: SqlLedgers, execute: Execute) -> None:
    """Take away what the third made, with the guards of the log for good measure."""
    if isinstance(shared, SqliteLedgers):
        named = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        for (name,) in execute(named):
            execute(f"DROP TRIGGER {name}")
        execute("DROP TABLE stream")
    else:
        execute("DROP TABLE stream CASCADE")
        execute("DROP FUNCTION check_stream()")
    execute(f"UPDATE {VERSION_TABLE} SET version_num = '0002'")


def test_a_new_ledger_passes_through_every_revision(
    shared: SqlLedgers, execute: Execute, folder: Path
) -> None:
    plant(
        folder, NEXT, "op.create_table('planted', sa.Column('size', sa.Integer()), schema=schema)"
    )
    plant(folder, NEXT + 1, "op.execute(f'INSERT INTO {place}planted VALUES (7)')")
    with known(folder):
        shared.create()
        assert execute("SELECT size FROM planted") == [(7,)]
        assert execute(f"SELECT version_num FROM {VERSION_TABLE}") == [(f"{NEXT + 1:04d}",)]
        assert shared.reopen().head().size == 0


def test_what_is_due_can_be_asked_and_changes_nothing(
    shared: SqlLedgers, execute: Execute, folder: Path
) -> None:
    fill(shared.create())
    before = state(shared, execute)
    plant(folder, NEXT, ADDS_A_TABLE, "one table more")
    plant(folder, NEXT + 1, "pass", "nothing at all")
    with known(folder):
        with closing(reach_database(shared.url, read_only=True)) as database:
            found, due = due_steps(database)
        assert found == NOW
        assert [(step.revision, step.what) for step in due] == [
            (NEXT, "one table more"),
            (NEXT + 1, "nothing at all"),
        ]
        described = describe_ledger(shared.url)
        assert (described.revision, described.newest, described.records) == (NOW, NEXT + 1, 3)
    assert state(shared, execute) == before


@pytest.mark.parametrize(
    ("body", "reason"),
    [(RAISES, "ZeroDivisionError: somebody miscounted"), (ASKS_FOR_WHAT_IS_NOT_THERE, "nowhere")],
)
def test_a_revision_that_fails_leaves_the_ledger_as_it_was(
    shared: SqlLedgers, execute: Execute, folder: Path, body: str, reason: str
) -> None:
    fill(shared.create())
    before = state(shared, execute)
    plant(folder, NEXT, body)
    with known(folder):
        with pytest.raises(MigrationFailed, match=reason) as caught:
            migrate_at(shared.url)
        assert caught.value.revision == NEXT
        assert "\n" not in caught.value.message
    assert state(shared, execute) == before
    assert shared.reopen().head().size == 3


def test_each_revision_is_a_transaction_of_its_own(
    shared: SqlLedgers, execute: Execute, folder: Path
) -> None:
    fill(shared.create())
    plant(folder, NEXT, ADDS_A_TABLE)
    plant(folder, NEXT + 1, "op.execute(f'DELETE FROM {place}planted')\nraise ZeroDivisionError")
    with known(folder), pytest.raises(MigrationFailed, match=f"revision {NEXT + 1}"):
        migrate_at(shared.url)
    assert execute(f"SELECT version_num FROM {VERSION_TABLE}") == [(f"{NEXT:04d}",)]
    assert execute("SELECT size FROM planted") == [(3,)]


def test_a_ledger_that_can_only_be_read_is_not_migrated(
    server: PostgresLedgers, folder: Path
) -> None:
    fill(server.create())
    plant(folder, NEXT, ADDS_A_TABLE)
    reading = f"{server.url}&options=-c%20default_transaction_read_only%3Don"
    with known(folder), pytest.raises(ReadOnlyStore):
        migrate_at(reading)
    assert server.reopen().head().size == 3


# Several processes


def test_of_two_processes_one_migrates_and_the_other_waits(
    shared: SqlLedgers, execute: Execute, folder: Path
) -> None:
    fill(shared.create())
    plant(folder, NEXT, STOPS_HALFWAY)
    with migrating(shared.url, folder, count=2) as workers:
        let_go(workers)
        # Whoever came first is halfway; the other can be at the lock, or on the way to it.
        ready, _, _ = select.select(
            [worker.stdout for worker in workers if worker.stdout], [], [], 60
        )
        ahead, behind = sorted(workers, key=lambda worker: worker.stdout is not ready[0])
        assert hear(ahead) == ["halfway"]
        assert ahead.stdin is not None
        ahead.stdin.write("\n")
        ahead.stdin.flush()
        assert hear(ahead) == ["done", NOW, NEXT, 1]
        assert hear(behind)[0] == "done"
        assert behind.wait(60) == 0
    assert execute("SELECT size FROM planted") == [(3,)]


def test_many_processes_apply_a_revision_once(
    shared: SqlLedgers, execute: Execute, folder: Path
) -> None:
    fill(shared.create())
    plant(folder, NEXT, ADDS_A_TABLE)
    plant(folder, NEXT + 1, "op.execute(f'INSERT INTO {place}planted VALUES (4)')")
    with migrating(shared.url, folder, count=4) as workers:
        let_go(workers)
        heard = [hear(worker) for worker in workers]
    assert {words[0] for words in heard} == {"done"}
    assert sum(int(str(words[3])) for words in heard) == 2
    assert execute("SELECT size FROM planted ORDER BY size") == [(3,), (4,)]
    assert execute(f"SELECT version_num FROM {VERSION_TABLE}") == [(f"{NEXT + 1:04d}",)]


def test_a_migration_that_is_killed_halfway_leaves_the_ledger_as_it_was(
    shared: SqlLedgers, execute: Execute, folder: Path
) -> None:
    fill(shared.create())
    before = state(shared, execute)
    plant(folder, NEXT, STOPS_HALFWAY)
    with migrating(shared.url, folder) as (worker,):
        let_go([worker])
        assert hear(worker) == ["halfway"]
        worker.kill()
        worker.wait()
    assert state(shared, execute) == before
    (outcome,) = shared.reopen().append([group(say("talks/goa", 1, None, id=9))])
    assert isinstance(outcome, Appended)
    plant(folder, NEXT, ADDS_A_TABLE)
    with migrating(shared.url, folder) as (worker,):
        let_go([worker])
        assert hear(worker) == ["done", NOW, NEXT, 1]
    assert execute("SELECT size FROM planted") == [(4,)]


def test_nothing_is_appended_while_a_revision_is_applied(
    shared: SqlLedgers, execute: Execute, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.events.sql.sqlite.database.BUSY_TIMEOUT_SECONDS", 0.01)
    fill(shared.create())
    if isinstance(shared, PostgresLedgers):
        execute("ALTER FUNCTION append SET lock_timeout = '50ms'")
    store = shared.reopen()
    plant(folder, NEXT, STOPS_HALFWAY)
    said = group(say("talks/goa", 1, None, id=9))
    with migrating(shared.url, folder) as (worker,):
        let_go([worker])
        assert hear(worker) == ["halfway"]
        with pytest.raises(StoreLocked):
            store.append([said])
        assert store.head().size == 3  # and readers are not kept waiting
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
        assert hear(worker) == ["done", NOW, NEXT, 1]
    (outcome,) = store.append([said])
    assert isinstance(outcome, Appended)


CHANGES_THE_LOG = """
op.execute("SET LOCAL deadlock_timeout = '10ms'")
say("halfway")
wait()
op.execute(f"DROP TRIGGER ledger_is_never_changed ON {place}ledger")
"""


def test_who_waits_to_append_keeps_no_revision_from_changing_the_log(
    server: PostgresLedgers, folder: Path, postgres: str
) -> None:
    """However long the revision takes: the server ends whoever asks last of two that wait for
    each other."""
    fill(server.create())
    store = server.reopen()
    plant(folder, NEXT, CHANGES_THE_LOG)
    with (
        migrating(server.url, folder) as (worker,),
        ThreadPoolExecutor(1) as pool,
        psycopg.connect(postgres, autocommit=True) as shell,
    ):
        let_go([worker])
        assert hear(worker) == ["halfway"]
        appended = pool.submit(store.append, [group(say("talks/goa", 1, None, id=9))])
        until(lambda: bool(waiters(shell)))
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
        assert hear(worker) == ["done", NOW, NEXT, 1]
        (outcome,) = appended.result(60)
    assert isinstance(outcome, Appended)
