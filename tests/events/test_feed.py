"""The feed on every engine; faults planted in it; a server that goes away; rows with a cursor."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import Connection

from parley.events.append import Appended
from parley.events.feed import Feed, Subscriber, deliver
from parley.events.ledger import Ledger
from parley.events.record import Record
from parley.events.sql import views as sql_views
from parley.events.sql.composed import Composed
from parley.events.sql.postgresql import database
from parley.events.store import EventStore
from parley.events.verify import verify
from parley.events.views import StreamChange
from parley.negotiation.politics import AlliancePolitics
from tests.events.feed_contract import FeedContract, append, positions
from tests.events.ledgers import Ledgers, MemoryLedgers, PostgresLedgers, SqlLedgers
from tests.events.older import without_rows
from tests.events.saying import group, say
from tests.events.test_ledger import offer, register
from tests.events.view_contract import SCHEMA, change
from tests.events.view_contract import offer as offer_row
from tests.events.waiting import PATIENCE_SECONDS


class TestFeed(FeedContract):
    """Each engine, through the `ledgers` fixture."""


# Planted faults: each beside the test of the contract that catches it


def it_trusts_hints_alone(patch: pytest.MonkeyPatch) -> None:
    def wait(feed: Feed, seconds: float) -> None:
        if feed._hints is None:
            feed._hints = feed._store.hints()
        while not (feed._stopped or feed._hints.wait(seconds)):
            pass

    patch.setattr(Feed, "_wait", wait)


def it_takes_the_head_for_its_cursor(patch: pytest.MonkeyPatch) -> None:
    right = Feed.take

    def take(feed: Feed, seconds: float = 0.0) -> list[Record]:
        records = right(feed, seconds)
        feed._cursor = feed._store.head().size
        return records

    patch.setattr(Feed, "take", take)


def it_reads_from_its_cursor_on(patch: pytest.MonkeyPatch) -> None:
    right = Feed._look

    def look(feed: Feed) -> list[Record]:
        found = right(feed)
        return found or list(feed._store.read(after=max(0, feed._cursor - 1)))

    patch.setattr(Feed, "_look", look)


def it_forgets_to_wake(patch: pytest.MonkeyPatch) -> None:
    def stop(feed: Feed) -> None:
        """It does not even note it."""

    patch.setattr(Feed, "stop", stop)


def it_takes_any_log_for_its_own(patch: pytest.MonkeyPatch) -> None:
    def look(feed: Feed) -> list[Record]:
        return list(feed._store.read(after=feed._cursor))

    patch.setattr(Feed, "_look", look)


def it_tells_of_each_try(patch: pytest.MonkeyPatch) -> None:
    right = Feed._next

    def next_(feed: Feed, seconds: float) -> list[Record]:
        feed._is_out = False
        return right(feed, seconds)

    patch.setattr(Feed, "_next", next_)


PLANTED: list[tuple[Callable[[pytest.MonkeyPatch], None], str]] = [
    (it_trusts_hints_alone, "test_a_lost_hint_costs_no_record"),
    (it_takes_the_head_for_its_cursor, "test_a_batch_is_bounded_and_the_next_goes_on_behind_it"),
    (it_reads_from_its_cursor_on, "test_early_and_doubled_hints_double_no_record"),
    (
        it_forgets_to_wake,
        "test_iterated_it_gives_record_after_record_until_it_is_stopped",
    ),
    (it_takes_any_log_for_its_own, "test_a_log_that_ends_before_the_cursor_is_refused"),
    (it_takes_any_log_for_its_own, "test_a_batch_is_bounded_and_the_next_goes_on_behind_it"),
    (it_tells_of_each_try, "test_an_outage_that_is_to_be_waited_for_is_told_once"),
]


@pytest.mark.parametrize(("fault", "test"), PLANTED)
def test_the_contract_catches(
    fault: Callable[[pytest.MonkeyPatch], None], test: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = getattr(FeedContract(), test)
    run(MemoryLedgers())  # without the fault it passes
    fault(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        run(MemoryLedgers())


# PostgreSQL: the hint comes after the commit, and is only a hint


def listening(shell: psycopg.Connection) -> list[int]:
    """The server processes of the readers that listen."""
    rows = shell.execute(
        "SELECT pid FROM pg_catalog.pg_stat_activity WHERE query LIKE 'LISTEN %'"
    ).fetchall()
    return [int(pid) for (pid,) in rows]


def test_a_reader_whose_connection_was_cut_hears_again(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    store = server.create()
    hints = store.hints()
    try:
        assert hints.wait(PATIENCE_SECONDS)
        (pid,) = listening(shell)
        shell.execute("SELECT pg_terminate_backend(%s, 60000)", (pid,))
        assert hints.wait(PATIENCE_SECONDS), "what was missed meanwhile has to be looked for"
        assert hints.wait(PATIENCE_SECONDS), "and from now on it listens again"
        assert listening(shell) != [pid]
        append(store, 1)
        assert hints.wait(PATIENCE_SECONDS)
    finally:
        hints.close()


def test_the_append_itself_tells_nobody(server: PostgresLedgers, shell: psycopg.Connection) -> None:
    store = server.create()
    shell.execute(f'LISTEN "{server.schema}"'.encode())
    said = say("talks/haryana", 1, None, id=1)
    shell.execute(
        "SELECT outcome FROM append(%s, %s, %s)", ([said.statement], [""], [1])
    ).fetchall()
    assert list(shell.notifies(timeout=0)) == []
    append(store, 1, "talks/punjab")
    told = list(shell.notifies(timeout=PATIENCE_SECONDS, stop_after=1))
    assert [notice.channel for notice in told] == [server.schema]


def test_a_hint_that_cannot_be_sent_costs_no_record(
    server: PostgresLedgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = server.create()
    monkeypatch.setattr(database, "hint_statements", "NOTIFY {} of what?".format)
    (outcome,) = store.append([group(say("talks/haryana", 1, None, id=1))])
    assert isinstance(outcome, Appended)
    with Feed(store) as feed:
        assert positions(feed.take()) == [1]


# Subscribers: rows and cursor in one transaction


class Died(BaseException):
    """The process, as far as its work is concerned."""


class Rows:
    """A subscriber that keeps a row for each record, in the tables of the views."""

    def __init__(self, store: EventStore) -> None:
        self.views = store.views
        self.views.prepare(SCHEMA)

    def cursor(self) -> int:
        return self.views.cursor()

    def apply(self, cursor: int, records: Sequence[Record]) -> bool:
        rows = [offer_row(record.position, words=record.type) for record in records]
        return self.views.extend(cursor, records[-1].position, [change(*rows)])

    def stored(self) -> list[object]:
        return [row["number"] for row in self.views.select("offer", None, ["number"])]


class CursorFirst(Rows):
    """Stores its cursor before its rows."""

    def apply(self, cursor: int, records: Sequence[Record]) -> bool:
        if not self.views.extend(cursor, records[-1].position, []):
            return False
        return super().apply(records[-1].position, records)


@contextmanager
def dying_between_rows_and_cursor() -> Iterator[None]:
    """The next transaction that writes rows ends after them, and before its cursor."""
    right = vars(sql_views)["write_folds"]

    def die(_: Connection, put: Composed, changes: Sequence[StreamChange]) -> None:
        if changes:
            raise Died

    vars(sql_views)["write_folds"] = die
    try:
        with pytest.raises(Died):
            yield
    finally:
        vars(sql_views)["write_folds"] = right


def survives_a_crash(store: EventStore, subscriber: Rows) -> None:
    append(store, 5)
    with Feed(store, batch_records=2) as feed:
        assert deliver(feed, subscriber) == 2
        with dying_between_rows_and_cursor():
            deliver(feed, subscriber)
    with Feed(store, after=subscriber.cursor()) as again:
        while deliver(again, subscriber):
            assert subscriber.stored() == list(range(1, subscriber.cursor() + 1))
    assert subscriber.stored() == [1, 2, 3, 4, 5]


def test_a_subscriber_that_died_in_between_loses_and_doubles_nothing(shared: SqlLedgers) -> None:
    store = shared.create()
    survives_a_crash(store, Rows(store))


def test_a_cursor_that_is_stored_before_the_rows_is_caught(shared: SqlLedgers) -> None:
    store = shared.create()
    with pytest.raises(AssertionError):
        survives_a_crash(store, CursorFirst(store))


def test_who_is_slower_leaves_it_to_the_other_and_goes_on_behind(ledgers: Ledgers) -> None:
    store = ledgers.create()
    append(store, 4)
    slow, fast = Rows(store), Rows(ledgers.reopen())

    class Overtaken(Rows):
        def apply(self, cursor: int, records: Sequence[Record]) -> bool:
            with Feed(store, batch_records=3) as other:
                deliver(other, fast)
            return super().apply(cursor, records)

    with Feed(store, batch_records=2) as feed:
        assert deliver(feed, Overtaken(store)) == 0
        assert slow.stored() == [1, 2, 3]
        assert deliver(feed, slow) == 1
    assert slow.stored() == [1, 2, 3, 4]


def test_the_projector_is_a_subscriber_and_survives_the_same(shared: SqlLedgers) -> None:
    store = shared.create()
    ledger = Ledger(store, AlliancePolitics(), recorder="Asha", clock=shared.clock)
    subscriber: Subscriber = ledger.projector
    ledger.record([register()])
    offers = [offer("2024-09-04"), offer("2024-09-05", quantity="6")]
    with dying_between_rows_and_cursor():
        ledger.record(offers)
    assert (ledger.head().size, subscriber.cursor()) == (1, 1)
    without_rows(store, shared.clock).record(offers)
    with dying_between_rows_and_cursor():
        ledger.catch_up()
    assert (ledger.head().size, subscriber.cursor()) == (3, 1)
    assert len(store.views.select("offer")) == 0
    with Feed(store) as feed:
        assert deliver(feed, subscriber) == 2
    assert len(store.views.select("offer")) == 2
    assert verify(ledger).ok
