"""The views on a server: tables for people, and rebuilds beside long readers and other writers."""

import os
import subprocess
from contextlib import closing
from threading import Thread

import psycopg
import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from events.append import Appended
from events.canonical import JsonValue, encode
from events.errors import StoreLocked, TablesInUse
from events.sql import SqlStore, create_store, open_store, view_tables, views
from events.sql.postgresql import database
from events.tiles import TILE_WIDTH
from tests.events.ledgers import HandClock, PostgresLedgers
from tests.events.saying import LEDGER, group, say, say_many
from tests.events.view_contract import HARYANA, NEXT_SCHEMA, SCHEMA, change, offer, party
from tests.events.waiting import until, waiters
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
        assert isinstance(other.append([group(say("talks/haryana", 1, None, id=1))])[0], Appended)
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


def test_who_waited_for_a_swap_sees_what_was_written_just_before_it(
    server: PostgresLedgers, shell: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other, third = server.create(), server.reopen(), server.reopen()
    store.views.prepare(SCHEMA)
    third.views.prepare(SCHEMA)
    generation = store.views.begin_generation(SCHEMA, 1)
    again = other.views.begin_generation(SCHEMA, 1)
    seen: list[object] = []
    reader = Thread(target=lambda: seen.extend(numbers(third)))
    right = view_tables.drop

    def drop(connection: Connection, names: view_tables.Names) -> None:
        reader.start()
        until(lambda: waiters(shell) != [])
        assert other.views.write_generation(again, [change(offer(2))])
        right(connection, names)

    monkeypatch.setattr(views, "drop", drop)
    assert store.views.swap_generation(generation)
    reader.join()
    assert seen == [2]


def test_a_generation_is_not_dropped_under_who_writes_it(
    server: PostgresLedgers, shell: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, other = server.create(), server.reopen()
    generation = store.views.begin_generation(SCHEMA, 1)
    dropping = Thread(target=other.views.drop_generation)
    right = views.SqlViews._begin_streams

    def begin(self: views.SqlViews, connection: Connection, streams: list[str]) -> set[str]:
        dropping.start()
        until(lambda: waiters(shell) != [] or not dropping.is_alive())
        return right(self, connection, streams)

    monkeypatch.setattr(views.SqlViews, "_begin_streams", begin)
    assert store.views.write_generation(generation, [change(offer(1))])
    dropping.join()
    assert not store.views.swap_generation(generation)


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
        shell.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            (f"parley/{server.schema}/tiles",),
        )
        for builder in builders:
            builder.start()
        until(lambda: len(waiters(shell)) == 2)
    for builder in builders:
        builder.join()
    assert sizes == [3 * TILE_WIDTH] * 2
    assert [tile.number for tile in stores[0].read_tiles()] == [0, 1, 2]


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
        with create_store(server.url, ledger=LEDGER, clock=CLOCK) as store:
            store.append([group(*say_many("talks/haryana", 3, first_id=1))])
            store.views.prepare(SCHEMA)
            store.views.extend(0, 3, [change(offer(1), fold=b"fold")])
            rows = list(store.read_rows())
        saved = run(program, "pg_dump", "-n", server.schema, postgres)
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
