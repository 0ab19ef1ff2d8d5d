"""The views on a server: tables for people, and rebuilds beside long readers and other writers."""

import os
import subprocess
from collections.abc import Callable
from contextlib import closing
from threading import Event, Thread

import psycopg
import pytest
from msgspec.structs import replace

from parley.events.append import Appended
from parley.events.canonical import JsonValue, encode
from parley.events.cells import StreamCells
from parley.events.errors import IntegrityError
from parley.events.sql import SqlStore, create_store, open_store
from parley.events.sql.postgresql import database
from parley.events.sql.view_tables import drop_tables
from parley.events.store_errors import StoreLocked, TablesInUse
from parley.events.tiles import TILE_WIDTH
from parley.events.views import ViewStore
from tests.events.ledgers import HandClock, PostgresLedgers
from tests.events.saying import LEDGER, group, say, say_many
from tests.events.view_contract import NEXT_SCHEMA, SCHEMA, change, offer, party, whole
from tests.events.waiting import PATIENCE_SECONDS, until, waiters
from tests.postgres import URL, Program, find_program

CLOCK = HandClock()  # which a server does not look at


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
    columns = shell.execute(
        "SELECT table_name, column_name, collation_name FROM information_schema.columns "
        "WHERE table_schema = %s AND data_type = 'text'",
        (server.schema,),
    ).fetchall()
    assert len(columns) > 9
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
    with pytest.raises(TablesInUse, match="view mine depends on table party"):
        views.remake(NEXT_SCHEMA)
    assert [row["name"] for row in views.select("party")] == ["INC"]
    shell.execute("DROP VIEW mine")
    views.remake(NEXT_SCHEMA)
    assert views.select("offer") == []


@pytest.fixture
def filled(server: PostgresLedgers) -> SqlStore:
    """A ledger with a row."""
    store = server.create()
    store.views.prepare(SCHEMA)
    store.views.extend(0, 1, [change(offer(1), fold=b"old")])
    return store


def numbers(store: SqlStore) -> list[object]:
    return [row["number"] for row in store.views.select("offer")]


def test_a_remake_waits_behind_a_long_reader_and_keeps_nobody_else_waiting(
    filled: SqlStore, server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    done: list[bool] = []

    def remake() -> None:
        filled.views.remake(SCHEMA)
        done.append(True)

    with shell.transaction():
        assert shell.execute("SELECT number FROM offer").fetchall() == [(1,)]
        thread = Thread(target=remake)
        thread.start()
        other = server.reopen()
        other.views.prepare(SCHEMA)
        until(lambda: waiters(shell) != [])
        assert numbers(other) == [1]  # waits until the other gives way, not until the reader ends
        assert isinstance(other.append([group(say("talks/haryana", 1, None, id=1))])[0], Appended)
        assert done == []
    thread.join()
    assert done == [True]
    assert numbers(other) == []


def test_a_remake_that_meets_a_reader_without_end_gives_up_and_can_be_tried_again(
    filled: SqlStore, shell: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "REPLACE_SECONDS_MAX", 0.3)
    with shell.transaction():
        shell.execute("SELECT number FROM offer")
        with pytest.raises(StoreLocked):
            filled.views.remake(SCHEMA)
        assert numbers(filled) == [1]
    filled.views.remake(SCHEMA)
    assert numbers(filled) == []


def test_no_reader_sees_new_tables_with_an_older_snapshot(
    filled: SqlStore, server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    other = server.reopen()
    thread = Thread(target=filled.views.remake, args=(SCHEMA,))
    with other._database.reading_views() as connection:
        connection.exec_driver_sql("SELECT 1")
        thread.start()
        until(lambda: waiters(shell) != [])
        query = f'SELECT number FROM "{server.schema}".offer'
        assert connection.exec_driver_sql(query).scalars().all() == [1]
    thread.join()
    assert numbers(filled) == []


MEETS: dict[str, Callable[[ViewStore], bool]] = {
    "looks": lambda views: views.prepare(SCHEMA),
    "asks how far they are": lambda views: views.cursor() == 0,
    "extends": lambda views: views.extend(0, 1, [change(offer(2))]),
    "rewrites": lambda views: views.rewrite(lambda _: [whole(offer(2))]),
}


@pytest.mark.parametrize("meet", MEETS.values(), ids=MEETS)
def test_whoever_meets_a_remake_waits_and_finds_nothing_damaged(
    filled: SqlStore,
    server: PostgresLedgers,
    shell: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    meet: Callable[[ViewStore], bool],
) -> None:
    other = server.reopen()
    other.views.prepare(SCHEMA)
    begun = Event()

    def drop(*arguments: object) -> None:
        begun.set()
        until(lambda: waiters(shell) != [])
        drop_tables(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("parley.events.sql.views.drop_tables", drop)
    thread = Thread(target=filled.views.remake, args=(SCHEMA,))
    thread.start()
    assert begun.wait(PATIENCE_SECONDS)
    assert meet(other.views)
    thread.join()


def test_who_extends_waits_for_who_rewrites(
    filled: SqlStore, server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    other = server.reopen()
    other.views.prepare(SCHEMA)
    extended: list[bool] = []
    news = [change(offer(2), version=2, fold=b"two")]
    thread = Thread(target=lambda: extended.append(other.views.extend(1, 2, news)))

    def make(_: int) -> list[StreamCells]:
        thread.start()
        until(lambda: waiters(shell) != [])
        return [whole(offer(7), fold=b"seven")]

    assert filled.views.rewrite(make)
    thread.join()
    assert extended == [True]
    assert numbers(filled) == [2, 7]


def test_two_who_build_tiles_wait_for_each_other(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    stores = [server.create(), server.reopen()]
    stores[0].append([group(*say_many("talks/haryana", 3 * TILE_WIDTH, first_id=1))])
    sizes: list[int] = []

    def build(store: SqlStore) -> None:
        sizes.append(store.integrate())

    builders = [Thread(target=build, args=(store,)) for store in stores]
    with shell.transaction():
        shell.execute(f"LOCK TABLE {server.schema}.tile IN SHARE ROW EXCLUSIVE MODE".encode())
        for builder in builders:
            builder.start()
        until(lambda: len(waiters(shell)) == 2)
    for builder in builders:
        builder.join()
    assert sizes == [3 * TILE_WIDTH] * 2
    assert [tile.number for tile in stores[0].read_tiles()] == [0, 1, 2]


def test_a_tile_below_which_records_are_missing_is_not_made(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    store = server.create()
    store.append([group(*say_many("talks/haryana", TILE_WIDTH, first_id=1))])
    shell.execute("ALTER TABLE record DISABLE TRIGGER USER")
    shell.execute("DELETE FROM record WHERE position = 7")
    with pytest.raises(IntegrityError, match="missing below tile 0 of level 0"):
        store.integrate()
    assert list(store.read_tiles()) == []


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
        with create_store(server.url, ledger=LEDGER, clock=CLOCK) as store:
            store.append([group(*say_many("talks/haryana", 3, first_id=1))])
            store.views.prepare(SCHEMA)
            store.views.extend(0, 3, [change(offer(1), fold=b"fold")])
            rows = list(store.read_rows())
        saved = run(program, "pg_dump", "-n", server.schema, "-n", "test_clock", postgres)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        run(program, "psql", "-v", "ON_ERROR_STOP=1", copy, given=saved)
        with open_store(f"{copy}&{schema}", clock=CLOCK) as store:
            assert list(store.read_rows()) == rows
            assert store.views.prepare(SCHEMA)
            assert numbers(store) == [1]
            (outcome,) = store.append([group(say("talks/punjab", 1, None, id=9))])
            assert isinstance(outcome, Appended)
            assert outcome.positions == (4,)
        with psycopg.connect(copy) as shell, pytest.raises(psycopg.errors.IntegrityError):
            shell.execute(f"DELETE FROM {server.schema}.record")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
