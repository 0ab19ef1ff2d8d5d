"""Answers that get lost: whoever asks again is told what became of the first time."""

from collections.abc import Iterator
from contextlib import closing
from threading import Thread

import psycopg
import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from parley.events.append import Appended, Same
from parley.events.ledger import Ledger
from parley.events.sql import SqlStore, create_store, open_store
from parley.events.sql.postgresql import append
from parley.events.sql.postgresql.address import parse_address
from parley.events.sql.postgresql.database import PostgresDatabase
from parley.events.sql.postgresql.failures import is_disconnect
from parley.events.store_errors import AnswerLost, ReadOnlyStore, StoreLocked, StoreUnreachable
from parley.negotiation.politics import AlliancePolitics
from tests.events.ledgers import HandClock, PostgresLedgers
from tests.events.lossy import Lossy, lossy_way
from tests.events.saying import LEDGER, group, identify, say_many
from tests.events.test_ledger import TALKS, offer, register
from tests.events.waiting import until, waiters

CLOCK = HandClock()  # which a server does not look at
COMMIT = b"\x0bCOMMIT\0"  # as a message by itself
FIRST, SECOND = say_many("talks/haryana", 2, first_id=1)


@pytest.fixture
def store(server: PostgresLedgers) -> SqlStore:
    return server.create()


@pytest.fixture
def lossy(postgres: str) -> Iterator[Lossy]:
    with lossy_way(postgres) as made:
        yield made


@pytest.fixture
def far(server: PostgresLedgers, store: SqlStore, lossy: Lossy) -> Iterator[SqlStore]:
    """The store as it is seen on the other side of the lossy way."""
    with open_store(f"{server.url}&host={lossy.folder}", clock=CLOCK) as opened:
        yield opened


def test_an_answer_that_got_lost_is_asked_for_again(
    far: SqlStore, lossy: Lossy, store: SqlStore
) -> None:
    lossy.lose(COMMIT)
    (outcome,) = far.append([group(FIRST, SECOND)])
    assert lossy.losses == 1
    assert outcome == Same((1, 2), store.head().recorded_at)
    assert [record.position for record in store.read()] == [1, 2]


def test_a_connection_that_got_lost_before_the_commit_leaves_nothing_and_it_is_made_again(
    far: SqlStore, lossy: Lossy, store: SqlStore
) -> None:
    lossy.lose(b".append(")
    (outcome,) = far.append([group(FIRST, SECOND)])
    assert lossy.losses == 1
    assert outcome == Appended((1, 2), store.head().recorded_at)
    assert store.head().size == 2


def test_a_server_that_is_lost_among_the_rows_leaves_nothing_and_it_is_made_again(
    far: SqlStore, lossy: Lossy, store: SqlStore
) -> None:
    ledger = Ledger(far, AlliancePolitics(), recorder="Asha", clock=CLOCK)
    ledger.record([register()])
    for word in (b"SAVEPOINT", b"INSERT INTO", b"RELEASE"):
        lossy.lose(word)
        (receipt,) = ledger.record([offer("2024-09-04")])
        assert receipt.unfollowed is None
        assert receipt.position == store.head().size == far.views.cursor()
    assert lossy.losses == 3
    assert len(ledger.rows(TALKS)["offer"]) == 3


def test_a_connection_that_broke_amid_a_pipeline_is_told_as_the_driver_tells_it(
    server: PostgresLedgers, store: SqlStore
) -> None:
    """The rollback fails, too: the driver sends nothing before the pipeline is drained."""
    database = PostgresDatabase(parse_address(server.url))

    def breaks(connection: Connection, _: object) -> None:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        driver.pgconn.enter_pipeline_mode()
        driver.pgconn.send_query_params(b"SELECT 1", None)
        busy = psycopg.OperationalError("cannot exit pipeline mode while busy")
        raise DBAPIError("INSERT", None, busy)

    with closing(database), pytest.raises(psycopg.OperationalError) as raised:
        database.transact(("SELECT 1", ()), breaks)
    assert is_disconnect(raised.value)
    assert [type(each) for each in store.append([group(FIRST, SECOND)])] == [Appended]


def test_an_answer_that_nobody_can_give_is_told_as_such(
    far: SqlStore, lossy: Lossy, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(append, "ANSWER_SECONDS_MAX", 0.2)
    assert far.head().size == 0
    lossy.lose(COMMIT)
    lossy.shut()
    with pytest.raises(AnswerLost, match="may have been recorded"):
        far.append([group(FIRST)])
    assert store.head().size == 1  # it was; asked again through another door, it is known
    (outcome,) = store.append([group(FIRST)])
    assert isinstance(outcome, Same)


def test_who_cannot_tell_what_became_of_an_append_is_not_believed(
    server: PostgresLedgers,
    store: SqlStore,
    lossy: Lossy,
    shell: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    role = f"reader_of_{server.schema}"
    shell.execute(f"CREATE ROLE {role} SUPERUSER LOGIN".encode())
    try:
        with open_store(f"{server.url}&host={lossy.folder}&user={role}", clock=CLOCK) as far:
            # From the next connection on, as where a standby has not taken its primary's place.
            shell.execute(f"ALTER ROLE {role} SET default_transaction_read_only = on".encode())
            lossy.lose(COMMIT)
            monkeypatch.setattr(append, "ANSWER_SECONDS_MAX", 0.2)
            with pytest.raises(AnswerLost, match="may have been recorded"):
                far.append([group(FIRST)])
            assert store.head().size == 1
            with pytest.raises(ReadOnlyStore):
                far.append([group(SECOND)])  # nobody has to wonder what became of this one
    finally:
        shell.execute(f"DROP ROLE {role}".encode())


def test_what_was_never_sent_is_not_told_as_lost(
    far: SqlStore, lossy: Lossy, shell: psycopg.Connection
) -> None:
    lossy.shut()
    lossy.close()
    with pytest.raises(StoreUnreachable) as caught:
        far.append([group(FIRST)])
    assert not isinstance(caught.value, AnswerLost)


FAILING = """
CREATE SEQUENCE {schema}.calls;
CREATE OR REPLACE FUNCTION {schema}.clock_now() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('{schema}.calls') <= {failures} THEN
        RAISE EXCEPTION USING ERRCODE = '{code}', MESSAGE = 'try again';
    END IF;
    RETURN (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
END $$
"""


@pytest.mark.parametrize("code", ["40001", "40P01"])
@pytest.mark.parametrize(("failures", "kind"), [(2, Appended), (9, StoreLocked)])
def test_what_the_server_asks_to_try_again_is_tried_again(
    server: PostgresLedgers, shell: psycopg.Connection, code: str, failures: int, kind: type
) -> None:
    with create_store(server.url, ledger=LEDGER, clock=CLOCK) as store:
        faulty = FAILING.format(schema=server.schema, failures=failures, code=code)
        shell.execute(faulty.encode())
        try:
            (answer,) = store.append([group(FIRST)])
        except StoreLocked as error:
            assert type(error) is kind
        else:
            assert isinstance(answer, kind)
        calls = shell.execute("SELECT last_value FROM calls").fetchone()
        assert calls == (append.ATTEMPTS_MAX,)
        assert store.head().size == (kind is Appended)


STALLING = """
CREATE OR REPLACE FUNCTION {schema}.clock_now() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('{schema}'));
    RETURN (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
END $$
"""


def test_an_append_whose_session_is_ended_leaves_nothing_and_is_made_again(
    postgres: str, shell: psycopg.Connection, server: PostgresLedgers
) -> None:
    with create_store(server.url, ledger=LEDGER, clock=CLOCK) as store:
        shell.execute(STALLING.format(schema=server.schema).encode())
        answers: list[object] = []
        appending = Thread(target=lambda: answers.extend(store.append([group(FIRST, SECOND)])))
        with shell.transaction():
            shell.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (server.schema,))
            appending.start()
            until(lambda: waiters(shell) != [])  # the head is locked, nothing is written
            assert store.find(identify(1)) is None
            shell.execute("SELECT pg_terminate_backend(%s, 5000)", (waiters(shell)[0],))
            until(lambda: waiters(shell) != [])  # it came again, by itself
        appending.join()
        assert [type(answer) for answer in answers] == [Appended]
        assert [record.position for record in store.read()] == [1, 2]
