"""What is PostgreSQL's own: schemas that are no ledger, servers that refuse, locks, the clock."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from threading import Thread

import psycopg
import pytest
from msgspec.structs import replace
from psycopg.sql import SQL, Identifier

from events.append import Appended
from events.canonical import JsonValue, encode
from events.errors import (
    AccessDenied,
    DiskFull,
    IntegrityError,
    LedgerExists,
    NewerLedger,
    NoSuchDatabase,
    NoSuchLedger,
    NotALedger,
    ReadOnlyStore,
    RecordError,
    StoreLocked,
    StoreUnreachable,
    TablesInUse,
)
from events.sql import SqlStore, create_store, open_store
from events.sql.postgresql import database
from events.sql.postgresql.failures import failure_from
from events.store import FORMAT
from tests.events.ledgers import PostgresLedgers
from tests.events.saying import LEDGER, group, say, say_many
from tests.events.view_contract import HARYANA, NEXT_SCHEMA, SCHEMA, change, offer, party
from tests.events.waiting import until, waiters
from tests.postgres import GUARDED_ROLE, URL, Program, find_program

SAID = group(say("talks/haryana", 1, None, id=1))


def no_clock() -> int:
    raise AssertionError("a server has its own clock")


@pytest.fixture
def server(postgres: str) -> Iterator[PostgresLedgers]:
    made = PostgresLedgers(postgres)
    yield made
    made.close()


@pytest.fixture
def shell(postgres: str, server: PostgresLedgers) -> Iterator[psycopg.Connection]:
    """An SQL shell in the hands of the server's owner, in the ledger's schema."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(SQL("SET search_path = {}").format(Identifier(server.schema)))
        yield connection


# Opening


def test_a_ledger_is_found_again_by_its_schema(server: PostgresLedgers) -> None:
    server.create().append([SAID])
    with open_store(server.url, clock=no_clock) as store:
        assert (store.info.ledger, store.head().size, store.writable) == (LEDGER, 1, True)


def test_a_server_keeps_many_ledgers_apart(server: PostgresLedgers, postgres: str) -> None:
    with closing(PostgresLedgers(postgres)) as other:
        server.create().append([SAID])
        assert other.create().head().size == 0
        (outcome,) = other.reopen().append([group(*say_many("talks/haryana", 2, first_id=1))])
        assert isinstance(outcome, Appended)
        assert server.reopen().head().size == 1


def test_an_empty_or_missing_schema_is_no_ledger_but_one_can_be_made_in_it(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    with pytest.raises(NoSuchLedger, match=server.schema):
        server.reopen()
    shell.execute(SQL("CREATE SCHEMA {}").format(Identifier(server.schema)))
    with pytest.raises(NoSuchLedger):
        server.reopen()
    server.create()
    assert server.reopen().info.ledger == LEDGER


def test_a_schema_of_another_kind_is_left_as_it_is(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    shell.execute(SQL("CREATE SCHEMA {}").format(Identifier(server.schema)))
    shell.execute("CREATE TABLE bookmark (url text)")
    for enter in (server.reopen, server.create):
        with pytest.raises(NotALedger, match="something else"):
            enter()
    tables = shell.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(%s) AND relkind = 'r'",
        (server.schema,),
    )
    assert tables.fetchall() == [("bookmark",)]


def test_a_ledger_is_never_made_over_another(server: PostgresLedgers) -> None:
    server.create().append([SAID])
    with pytest.raises(LedgerExists):
        create_store(server.url, ledger="another", clock=no_clock)
    assert server.reopen().info.ledger == LEDGER


def test_a_newer_ledger_is_refused_with_both_formats(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    server.create().close()
    shell.execute("ALTER TABLE ledger DISABLE TRIGGER ALL")
    shell.execute("UPDATE ledger SET format = %s", (FORMAT + 1,))
    with pytest.raises(NewerLedger) as caught:
        server.reopen()
    assert (caught.value.found, caught.value.supported) == (FORMAT + 1, FORMAT)


def test_a_ledger_that_lost_its_name_is_refused(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    server.create().close()
    shell.execute("ALTER TABLE ledger DISABLE TRIGGER ALL")
    shell.execute("DELETE FROM ledger")
    with pytest.raises(NotALedger, match="which ledger"):
        server.reopen()


def test_a_store_whose_ledger_was_replaced_writes_nothing(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    store = server.create()
    shell.execute("ALTER TABLE ledger DISABLE TRIGGER ALL")
    shell.execute("UPDATE ledger SET ledger = 'another'")
    with pytest.raises(IntegrityError, match="another ledger"):
        store.append([SAID])


def test_a_database_that_cannot_hold_every_text_is_refused(postgres: str) -> None:
    name = "parley_ascii"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' TEMPLATE template0")
        with pytest.raises(StoreUnreachable, match=r"SQL_ASCII.*createdb -E UTF8"):
            create_store(f"{postgres}&dbname={name}", ledger=LEDGER, clock=no_clock)
        connection.execute(f"DROP DATABASE {name}")


# Servers that refuse


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(StoreUnreachable, match=r"postgresql://asha@127\.0\.0\.1:1/talks") as caught:
        open_store("postgresql://asha:s3cret@127.0.0.1:1/talks", clock=no_clock)
    assert type(caught.value) is StoreUnreachable
    assert "s3cret" not in str(caught.value)


def test_a_missing_database_is_told(postgres: str) -> None:
    url = f"{postgres}&dbname=nowhere"
    with pytest.raises(NoSuchDatabase, match="nowhere"):
        open_store(url, clock=no_clock)
    with pytest.raises(NoSuchDatabase, match="nowhere"):
        create_store(url, ledger=LEDGER, clock=no_clock)


def test_a_user_that_is_not_known_there_is_told(postgres: str) -> None:
    with pytest.raises(AccessDenied, match="nobody_there"):
        open_store(f"{postgres}&user=nobody_there", clock=no_clock)


def test_a_wrong_password_is_told_and_not_shown(postgres: str) -> None:
    if os.environ.get(URL):
        pytest.skip("only a server of our own asks for a password")
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP ROLE IF EXISTS {GUARDED_ROLE}")
        connection.execute(f"CREATE ROLE {GUARDED_ROLE} LOGIN PASSWORD 'right'")
    for options in ("&password=s3cret", ""):
        with pytest.raises(AccessDenied) as caught:
            open_store(f"{postgres}&user={GUARDED_ROLE}{options}", clock=no_clock)
        assert "s3cret" not in str(caught.value) + str(caught.value.__cause__)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("53100", DiskFull),
        ("53300", StoreUnreachable),
        ("25006", ReadOnlyStore),
        ("42501", AccessDenied),
        ("55P03", StoreLocked),
        ("40P01", StoreLocked),
        ("2BP01", TablesInUse),
        ("XX001", IntegrityError),
        ("58030", StoreUnreachable),
    ],
)
def test_what_a_server_says_in_codes_is_said_in_our_words(
    code: str, kind: type[RecordError]
) -> None:
    failure = failure_from(psycopg.errors.lookup(code)("as the\nserver says"), "postgresql:///d")
    assert type(failure) is kind
    assert "postgresql:///d" in failure.message


def test_a_session_that_may_only_read_reads(server: PostgresLedgers) -> None:
    server.create().append([SAID])
    url = f"{server.url}&options=-c%20default_transaction_read_only%3Don"
    for store in (
        open_store(url, clock=no_clock),
        open_store(server.url, clock=no_clock, read_only=True),
    ):
        with store:
            assert not store.writable
            assert [record.position for record in store.read()] == [1]
            for write in (
                lambda: store.append([SAID]),  # noqa: B023 - called at once
                lambda: store.views.begin_generation(SCHEMA, 0),  # noqa: B023
            ):
                with pytest.raises(ReadOnlyStore):
                    write()


# Locks and time


def test_a_lock_that_lasts_is_told_and_nothing_is_written(
    server: PostgresLedgers, shell: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "LOCK_TIMEOUT_SECONDS", 0.05)
    monkeypatch.setattr(database, "REPLACE_SECONDS_MAX", 0.0)
    store = server.create()
    store.views.prepare(SCHEMA)
    shell.execute("ALTER FUNCTION append SET lock_timeout = '50ms'")
    with shell.transaction():
        shell.execute("SELECT 1 FROM head, view_state FOR UPDATE")
        for write in (
            lambda: store.append([SAID]),
            lambda: store.views.extend(0, 1, [change(offer(1))]),
            lambda: store.views.begin_generation(SCHEMA, 0),
        ):
            with pytest.raises(StoreLocked):
                write()
        assert store.head().size == 0
    assert isinstance(store.append([SAID])[0], Appended)


def test_records_are_dated_by_the_servers_clock(postgres: str) -> None:
    with (
        closing(PostgresLedgers(postgres)) as server,
        psycopg.connect(postgres, autocommit=True) as connection,
    ):

        def now() -> int:
            query = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
            row = connection.execute(query).fetchone()
            assert row is not None
            return int(row[0])

        before = now()
        with create_store(server.url, ledger=LEDGER, clock=no_clock) as store:
            store.append([SAID])
            (record,) = store.read()
            assert before <= store.info.created_at < record.recorded_at <= now()


def test_appends_are_durable_and_views_are_not_waited_for(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    store = server.create()
    with store._database.writing(durable=False) as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "off"
    with shell.transaction():
        for before, after in (("off", "on"), ("on", "on"), ("remote_apply", "remote_apply")):
            shell.execute(f"SET LOCAL synchronous_commit = {before}")
            shell.execute("SELECT * FROM append('{}', '{}', '{}', false)")
            row = shell.execute("SHOW synchronous_commit").fetchone()
            assert row == (after,)


# Connections that break


def cut_all(shell: psycopg.Connection) -> None:
    """End every other session of this database, as a restart does."""
    shell.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid() "
        "AND application_name = 'parley'"
    )


def test_connections_at_rest_that_were_cut_are_not_noticed(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    store = server.create()
    store.append([SAID])
    cut_all(shell)
    assert store.head().size == 1
    cut_all(shell)
    (outcome,) = store.append([group(say("talks/punjab", 1, None, id=2))])
    assert isinstance(outcome, Appended)
    assert outcome.positions == (2,)


# Views


def test_tables_columns_and_views_say_what_they_are_about(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    server.create().views.prepare(SCHEMA)
    silent = shell.execute(
        "SELECT c.relname, a.attname FROM pg_class AS c "
        "JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 "
        "WHERE c.relnamespace = to_regnamespace(%s) AND c.relkind IN ('r', 'v') "
        "AND (obj_description(c.oid, 'pg_class') IS NULL "
        "OR c.relkind = 'r' AND col_description(c.oid, a.attnum) IS NULL)",
        (server.schema,),
    )
    assert silent.fetchall() == []
    about = shell.execute("SELECT obj_description('offer_now'::regclass, 'pg_class')")
    assert about.fetchone() == ("what stands",)


def test_a_view_in_sql_and_json_are_there_for_people(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    views = server.create().views
    views.prepare(SCHEMA)
    terms: JsonValue = {"words": "“é”", "seats": [5, 2**53 - 1], "a": None}
    rows = (offer(1, stands=True, terms=terms), offer(2, stands=False, terms="nul \0"))
    views.extend(0, 1, [change(*rows)])
    assert shell.execute("SELECT number FROM offer_now").fetchall() == [(1,)]
    seats = shell.execute("SELECT terms -> 'seats' ->> 0 FROM offer WHERE number = 1")
    assert seats.fetchone() == ("5",)
    text = shell.execute("SELECT terms::text FROM offer WHERE number = 1").fetchone()
    assert text == (encode(terms).decode(),)
    assert [row["terms"] for row in views.select("offer")] == [terms, "nul \0"]


def test_text_is_sorted_by_code_point_whatever_the_database_does(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    views = server.create().views
    views.prepare(SCHEMA)
    views.begin_generation(NEXT_SCHEMA, 0)
    columns = shell.execute(
        "SELECT table_name, column_name, collation_name FROM information_schema.columns "
        "WHERE table_schema = %s AND data_type = 'text'",
        (server.schema,),
    ).fetchall()
    assert len(columns) > 10
    assert [column for column in columns if column[2] != "C"] == []


def test_a_table_may_not_take_a_name_of_the_engines(server: PostgresLedgers) -> None:
    views = server.create().views
    for name in ("record", "view_fold", "pg_class"):
        schema = replace(SCHEMA, tables=(replace(SCHEMA.tables[0], name=name),), sql_views=())
        with pytest.raises(ValueError, match="ledger's own"):
            views.prepare(schema)


def test_what_somebody_built_on_the_views_is_named_and_nothing_is_lost(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    views = server.create().views
    views.prepare(SCHEMA)
    views.extend(0, 1, [change(offer(1), party("INC"))])
    shell.execute("CREATE VIEW mine AS SELECT name FROM party")
    generation = views.begin_generation(NEXT_SCHEMA, 1)
    views.write_generation(generation, [change(offer(2))])
    with pytest.raises(TablesInUse, match="view mine depends on table party"):
        views.swap_generation(generation)
    assert [row["name"] for row in views.select("party")] == ["INC"]
    shell.execute("DROP VIEW mine")
    assert views.swap_generation(generation)
    assert [row["number"] for row in views.select("offer")] == [2]


@pytest.fixture
def rebuilt(server: PostgresLedgers) -> SqlStore:
    """A ledger with rows in use (1) and a rebuild (2) that is complete and not yet in place."""
    store = server.create()
    store.views.prepare(SCHEMA)
    store.views.extend(0, 1, [change(offer(1), fold=b"old")])
    generation = store.views.begin_generation(SCHEMA, 1)
    store.views.write_generation(generation, [change(offer(2), fold=b"new")])
    return store


def numbers(store: SqlStore) -> list[object]:
    return [row["number"] for row in store.views.select("offer")]


def test_a_swap_waits_behind_a_long_reader_and_keeps_nobody_else_waiting(
    rebuilt: SqlStore, server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    swapped: list[bool] = []
    generation = rebuilt.views.begin_generation(SCHEMA, 1)
    with shell.transaction():
        assert shell.execute("SELECT number FROM offer").fetchall() == [(1,)]
        swap = Thread(target=lambda: swapped.append(rebuilt.views.swap_generation(generation)))
        swap.start()
        other = server.reopen()
        other.views.prepare(SCHEMA)
        until(lambda: waiters(shell) != [])
        assert numbers(other) == [1]  # waits until the swap gives way, not until the reader ends
        assert isinstance(other.append([SAID])[0], Appended)
        assert swapped == []
    swap.join()
    assert swapped == [True]
    assert numbers(other) == [2]


def test_a_swap_that_meets_a_reader_without_end_gives_up_and_can_be_tried_again(
    rebuilt: SqlStore, shell: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "REPLACE_SECONDS_MAX", 0.3)
    generation = rebuilt.views.begin_generation(SCHEMA, 1)
    with shell.transaction():
        shell.execute("SELECT number FROM offer")
        with pytest.raises(StoreLocked):
            rebuilt.views.swap_generation(generation)
        assert numbers(rebuilt) == [1]
    assert rebuilt.views.swap_generation(generation)
    assert numbers(rebuilt) == [2]


def test_no_reader_sees_new_tables_with_an_older_snapshot(
    rebuilt: SqlStore, server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    other = server.reopen()
    generation = rebuilt.views.begin_generation(SCHEMA, 1)
    swap = Thread(target=rebuilt.views.swap_generation, args=(generation,))
    with other._database.reading_views() as connection:
        connection.exec_driver_sql("SELECT 1")
        swap.start()
        until(lambda: waiters(shell) != [])
        query = f'SELECT number FROM "{server.schema}".offer'
        assert connection.exec_driver_sql(query).scalars().all() == [1]
    swap.join()
    assert numbers(rebuilt) == [2]


def test_two_rebuilders_of_one_stream_wait_for_each_other(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    stores = [server.create(), server.reopen()]
    writers = []
    with shell.transaction(force_rollback=True):  # of a third, which is at it and then gives up
        for store in stores:
            generation = store.views.begin_generation(SCHEMA, 1)
            arguments = (generation, [change(offer(1))])
            writers.append(Thread(target=store.views.write_generation, args=arguments))
        shell.execute("INSERT INTO view_generation_done VALUES (%s)", (HARYANA,))
        for writer in writers:
            writer.start()
        until(lambda: waiters(shell) != [])
    for writer in writers:
        writer.join()
    assert stores[0].views.swap_generation(generation)
    assert numbers(stores[0]) == [1]


def run(program: Program, name: str, *arguments: str, given: str = "") -> str:
    call = [str(program.folder / name), *arguments]
    return subprocess.run(call, input=given, capture_output=True, text=True, check=True).stdout


def test_a_ledger_that_pg_dump_saved_is_restored_whole(postgres: str) -> None:
    program = find_program()
    if program is None or not (program.folder / "pg_dump").exists() or os.environ.get(URL):
        pytest.skip("only beside a server of our own are there programs of its version")
    name = "parley_copy"
    copy = f"{postgres}&dbname={name}"

    with closing(PostgresLedgers(postgres)) as server:
        schema = f"schema={server.schema}"
        with create_store(server.url, ledger=LEDGER, clock=no_clock) as store:
            store.append([group(*say_many("talks/haryana", 3, first_id=1))])
            store.views.prepare(SCHEMA)
            store.views.extend(0, 3, [change(offer(1), fold=b"fold")])
            rows = list(store.read_rows())
        saved = run(program, "pg_dump", "-n", server.schema, postgres)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        run(program, "psql", "-v", "ON_ERROR_STOP=1", copy, given=saved)
        with open_store(f"{copy}&{schema}", clock=no_clock) as store:
            assert list(store.read_rows()) == rows
            assert store.views.prepare(SCHEMA)
            assert numbers(store) == [1]
            (outcome,) = store.append([group(say("talks/punjab", 1, None, id=9))])
            assert isinstance(outcome, Appended)
            assert outcome.positions == (4,)
        with psycopg.connect(copy) as shell, pytest.raises(psycopg.errors.IntegrityError):
            shell.execute(f"DELETE FROM {server.schema}.record")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
