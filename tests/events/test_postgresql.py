"""What is PostgreSQL's own: schemas that are no ledger, servers that refuse, locks, the clock."""

import os
from contextlib import closing
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from parley.events.append import Appended, Group
from parley.events.errors import IntegrityError, RecordError
from parley.events.sql import create_store, open_store
from parley.events.sql.postgresql import database
from parley.events.sql.postgresql.failures import failure_from
from parley.events.store_errors import (
    AccessDenied,
    DiskFull,
    LedgerExists,
    NoSuchDatabase,
    NoSuchLedger,
    NotALedger,
    OldServer,
    ReadOnlyStore,
    StoreLocked,
    StoreUnreachable,
    TablesInUse,
)
from tests.events.ledgers import PostgresLedgers
from tests.events.saying import LEDGER, group, say, say_many
from tests.events.view_contract import SCHEMA, change, offer
from tests.postgres import GUARDED_ROLE, URL

SAID = group(say("talks/haryana", 1, None, id=1))


def no_clock() -> int:
    raise AssertionError("a server has its own clock")


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


def test_a_server_that_is_too_old_is_told(
    server: PostgresLedgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.create().close()
    monkeypatch.setattr(database, "SERVER_MIN", 99)
    for enter in (server.reopen, server.create):
        with pytest.raises(OldServer, match=r"is PostgreSQL 1\d; 99 or newer is needed"):
            enter()


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
                lambda: store.views.remake(SCHEMA),  # noqa: B023
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
            lambda: store.views.remake(SCHEMA),
        ):
            with pytest.raises(StoreLocked):
                write()
        assert store.head().size == 0
    assert isinstance(store.append([SAID])[0], Appended)


def test_who_holds_the_head_does_not_wait_for_rows(
    server: PostgresLedgers, shell: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BRIEFLY_SECONDS", 0.05)
    store = server.create()
    store.views.prepare(SCHEMA)
    with shell.transaction():
        shell.execute("SELECT 1 FROM view_state FOR UPDATE")  # as a rebuild does, batch by batch
        said = Group((say("talks/haryana", 1, None, id=1),), (change(offer(1)),))
        (outcome,) = store.append([said])
    assert isinstance(outcome, Appended)
    assert (outcome.followed, store.head().size, store.views.cursor()) == (False, 1, 0)


def test_records_are_dated_by_the_servers_clock(postgres: str) -> None:
    schema = f"t{uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:

        def now() -> int:
            query = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
            row = connection.execute(query).fetchone()
            assert row is not None
            return int(row[0])

        before = now()
        url = f"{postgres}&schema={schema}"
        with create_store(url, ledger=LEDGER, clock=no_clock) as store:
            store.append([SAID])
            (record,) = store.read()
            assert before <= store.info.created_at < record.recorded_at <= now()
        connection.execute(f"DROP SCHEMA {schema} CASCADE".encode())


def test_appends_are_durable_and_views_are_not_waited_for(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    store = server.create()
    with store._database.writing(durable=False) as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "off"
    with shell.transaction():
        for before, after in (("off", "on"), ("on", "on"), ("remote_apply", "remote_apply")):
            shell.execute(f"SET LOCAL synchronous_commit = {before}")
            shell.execute("SELECT * FROM append('{}', '{}', '{}')")
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
