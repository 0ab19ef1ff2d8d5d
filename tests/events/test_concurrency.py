"""Many writers, and readers who follow them: nothing is lost, skipped, doubled or out of order.

The interleavings are those in which event stores that people use have lost records for ever.
"""

from collections import Counter
from collections.abc import Callable
from threading import Thread
from unittest.mock import patch

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from parley.events.append import Appended
from parley.events.clock import SECOND
from parley.events.errors import IntegrityError, RecordError
from parley.events.ledger import Ledger
from parley.events.sql.postgresql.objects import OBJECTS
from parley.events.statement import Prepared
from parley.events.store import EventStore
from parley.events.verify import verify
from parley.negotiation.politics import AlliancePolitics
from tests.events.ledgers import PostgresLedgers, SqlLedgers
from tests.events.saying import group, say, say_many
from tests.events.slow import SlowAppend, appending, begin_append
from tests.events.test_ledger import register
from tests.events.test_processes import hear, let_go, working
from tests.events.waiting import until, waiters
from tests.events.worker import clock, negotiation

A1, A2, A3 = say_many("talks/a", 3, first_id=100)
B1, B2 = say_many("talks/b", 2, first_id=200)


class Follower:
    """A reader that asks for what is after the last record it has seen, as projections do."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self.seen: list[tuple[str, int]] = []

    def poll(self) -> list[tuple[str, int]]:
        for record in self._store.read(after=len(self.seen)):
            assert record.position == len(self.seen) + 1
            self.seen.append((record.stream, record.version))
        return self.seen


def offer(outcomes: dict[str, object], name: str, store: EventStore, said: Prepared) -> Thread:
    """A thread that appends, and puts its outcome or error under ``name``."""

    def append() -> None:
        try:
            (outcomes[name],) = store.append([group(said)])
        except RecordError as error:
            outcomes[name] = error

    thread = Thread(target=append)
    thread.start()
    return thread


def kinds(outcomes: dict[str, object]) -> dict[str, str]:
    return {name: type(outcome).__name__ for name, outcome in outcomes.items()}


# Step by step


def test_a_writer_that_is_slow_to_commit_is_not_skipped(shared: SqlLedgers) -> None:
    store, other = shared.create(), shared.reopen()
    follower = Follower(store)
    outcomes: dict[str, object] = {}
    with appending(shared, group(A1), group(A2)) as slow:
        fast = offer(outcomes, "fast", other, B1)
        assert follower.poll() == []
        slow.finish()
        follower.poll()
    fast.join()
    assert kinds(outcomes) == {"fast": "Appended"}
    assert follower.poll() == [("talks/a", 1), ("talks/a", 2), ("talks/b", 1)]


def test_a_writer_that_gives_up_leaves_no_hole(shared: SqlLedgers) -> None:
    store, other = shared.create(), shared.reopen()
    follower = Follower(store)
    outcomes: dict[str, object] = {}
    with appending(shared, group(A1), group(A2)):
        fast = offer(outcomes, "fast", other, B1)
    fast.join()
    assert follower.poll() == [("talks/b", 1)]
    (outcome,) = store.append([group(A1)])
    assert isinstance(outcome, Appended)
    assert outcome.positions == (2,)


def test_versions_are_read_in_order_beside_an_older_transaction(shared: SqlLedgers) -> None:
    store, other = shared.create(), shared.reopen()
    follower = Follower(store)
    with store._database.reading() as older:  # began before everything
        assert older.exec_driver_sql("SELECT 1").scalar_one() == 1
        other.append([group(A1)])
        with appending(shared, group(A2), group(A3)) as slow:
            follower.poll()
            slow.finish()
    assert follower.poll() == [("talks/a", 1), ("talks/a", 2), ("talks/a", 3)]


def test_a_reader_is_never_kept_waiting_by_an_append(shared: SqlLedgers) -> None:
    store, other = shared.create(), shared.reopen()
    store.append([group(A1)])
    with appending(shared, group(B1), group(B2)) as slow:
        assert other.head().size == 1
        assert [record.position for record in other.read()] == [1]
        assert other.stream_head("talks/b") is None
        assert other.root(1) == store.root(1)
        slow.finish()
    assert other.head().size == 3


def test_an_append_in_flight_leaves_a_question_by_time_unsettled(shared: SqlLedgers) -> None:
    store = shared.create()
    ledger = Ledger(shared.reopen(), AlliancePolitics(), recorder="Asha", clock=shared.clock)
    store.append([group(A1)])
    between = store.head().recorded_at + 15 * SECOND
    shared.clock.advance(10)
    with appending(shared, group(A2), group(A3)) as slow:  # recorded ten seconds later
        asked = ledger.known_at(time=between)
        assert (asked.position, asked.settled) == (1, False)
        slow.finish()
    asked = ledger.known_at(time=between)
    assert (asked.position, asked.settled) == (3, False)
    shared.clock.advance(10)
    store.append([group(B1)])
    asked = ledger.known_at(time=between)
    assert (asked.position, asked.settled) == (3, True)


# On the server: who may wait for whom


def test_an_append_looks_only_after_it_has_the_head(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    """A single statement that looks and locks at once would wait with an older state of the log
    in its hands, and answer from that."""
    stores = [server.create(), server.reopen(), server.reopen()]
    outcomes: dict[str, object] = {}
    rival = say("talks/a", 1, None, id=999)
    with appending(server, group(A1), group(B1)) as slow:
        threads = [
            offer(outcomes, name, store, said)
            for store, (name, said) in zip(
                stores, {"retry": A1, "rival": rival, "next": A2}.items(), strict=True
            )
        ]
        until(lambda: len(waiters(shell)) == 3)
        slow.finish()
    for thread in threads:
        thread.join()
    assert kinds(outcomes) == {"retry": "Same", "rival": "VersionIs", "next": "Appended"}
    assert [record.position for record in stores[0].read()] == [1, 2, 3]


def test_without_its_lock_the_function_would_be_caught(
    server: PostgresLedgers, shell: psycopg.Connection
) -> None:
    unlocked = OBJECTS["append"].replace("AS h FOR UPDATE;", "AS h;")
    assert unlocked != OBJECTS["append"]
    with patch.dict(OBJECTS, append=unlocked):
        store = server.create()
    outcomes: dict[str, object] = {}
    with appending(server, group(A1), group(A2)) as slow:
        fast = offer(outcomes, "fast", store, B1)
        until(lambda: waiters(shell) != [])
        slow.finish()
    fast.join()
    assert kinds(outcomes) == {"fast": IntegrityError.__name__}  # and not Appended


def test_an_append_in_an_older_snapshot_is_refused_and_not_wrong(
    server: PostgresLedgers, postgres: str
) -> None:
    store = server.create()
    with psycopg.connect(postgres) as shell:
        shell.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        shell.execute("SELECT 1")
        store.append([group(A1)])
        with pytest.raises(psycopg.errors.SerializationFailure):
            shell.execute(
                f"SELECT outcome FROM {server.schema}.append(%s, %s, %s)".encode(),
                ([A1.statement], [""], [1]),
            )
    assert store.head().size == 1


# Every interleaving of a slow writer, fast writers and a follower


class Interleaving(RuleBasedStateMachine):
    """One writer that may be slow at a time, because it holds the head; and a follower."""

    def __init__(self, make: Callable[[], SqlLedgers]) -> None:
        super().__init__()
        self.ledgers = make()
        self.store = self.ledgers.create()
        self.follower = Follower(self.ledgers.reopen())
        self.slow: SlowAppend | None = None
        self.pending: list[Prepared] = []
        self.committed: list[Prepared] = []
        self.ids = 0

    def teardown(self) -> None:
        if self.slow is not None:
            self.slow.abort()
        self.ledgers.close()

    def next_of(self, stream: str, *before: Prepared) -> Prepared:
        said = [one for one in (*self.committed, *before) if one.stream == stream]
        self.ids += 1
        last = said[-1] if said else None
        return say(stream, len(said) + 1, last, id=self.ids)

    streams = st.sampled_from(["talks/a", "talks/b"])

    @precondition(lambda self: self.slow is None)
    @rule(stream=streams)
    def append(self, stream: str) -> None:
        said = self.next_of(stream)
        (outcome,) = self.store.append([group(said)])
        assert isinstance(outcome, Appended)
        self.committed.append(said)

    @precondition(lambda self: self.slow is None)
    @rule(first=streams, second=streams)
    def begin(self, first: str, second: str) -> None:
        one = self.next_of(first)
        self.pending = [one, self.next_of(second, one)]
        self.slow = begin_append(self.ledgers, *(group(said) for said in self.pending))

    @precondition(lambda self: self.slow is not None)
    @rule()
    def finish(self) -> None:
        assert self.slow is not None
        self.slow.finish()
        self.committed += self.pending
        self.slow = None

    @precondition(lambda self: self.slow is not None)
    @rule()
    def abort(self) -> None:
        assert self.slow is not None
        self.slow.abort()
        self.slow = None

    @rule()
    def poll(self) -> None:
        seen = self.follower.poll()
        assert seen == [(said.stream, said.version) for said in self.committed]

    @invariant()
    def nothing_is_seen_that_is_not_there(self) -> None:
        assert len(self.follower.seen) <= len(self.committed)


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_follower_misses_nothing_in_any_interleaving(
    engine: str, make_ledgers: Callable[[str], SqlLedgers]
) -> None:
    class OnThisEngine(Interleaving):
        def __init__(self) -> None:
            super().__init__(lambda: make_ledgers(engine))

    few = settings(
        max_examples=12, stateful_step_count=15, suppress_health_check=[HealthCheck.too_slow]
    )
    run_state_machine_as_test(OnThisEngine, settings=few)


# Real processes


def contend(shared: SqlLedgers, writers: int, appends: int, streams: int) -> EventStore:
    """Let ``writers`` processes append to the same streams; answers what they left."""
    shared.clock.now = clock()
    store = shared.create()
    call = ("contend", shared.url)
    calls = [(*call, str(writer), str(appends), str(streams)) for writer in range(writers)]
    with working(*calls) as workers:
        let_go(workers)
        for worker in workers:
            hear(worker)
    shared.clock.now = clock()
    records = list(store.read())
    assert [record.position for record in records] == list(range(1, writers * appends + 1))
    every = {
        say("x", 1, None, id=10_000 * w + n).id for w in range(writers) for n in range(appends)
    }
    assert {record.id for record in records} == every  # each acknowledged one is there, once
    versions: dict[str, list[int]] = {}
    for record in records:
        versions.setdefault(record.stream, []).append(record.version)
    for of_stream in versions.values():
        assert of_stream == list(range(1, len(of_stream) + 1))
    assert store.integrate() == len(records)
    return store


def test_several_writers_of_one_stream_lose_no_update(shared: SqlLedgers) -> None:
    store = contend(shared, writers=4, appends=15, streams=1)
    assert [head.version for head in store.stream_heads()] == [60]


def test_several_writers_of_many_streams_lose_no_update(shared: SqlLedgers) -> None:
    store = contend(shared, writers=4, appends=60, streams=40)
    assert len(store.stream_heads()) > 20


@pytest.mark.slow
def test_sixteen_writers_of_one_stream_lose_no_update(shared: SqlLedgers) -> None:
    store = contend(shared, writers=16, appends=40, streams=1)
    assert [head.version for head in store.stream_heads()] == [640]


@pytest.mark.slow
def test_sixteen_writers_of_a_thousand_streams_lose_no_update(shared: SqlLedgers) -> None:
    store = contend(shared, writers=16, appends=80, streams=1_000)
    assert len(store.stream_heads()) > 600


def negotiate(shared: SqlLedgers, writers: int, steps: int, negotiations: int) -> Ledger:
    """Let ``writers`` processes record in the same negotiations; answers what they left.

    Who has lost five races in a row was told that the step is not recorded, and goes on.
    """
    shared.clock.now = clock()
    ledger = Ledger(shared.create(), AlliancePolitics(), recorder="Asha", clock=clock)
    names = [negotiation(number) for number in range(negotiations)]
    ledger.record([register(name) for name in names])
    call = ("negotiate", shared.url)
    calls = [(*call, str(writer), str(steps), str(negotiations)) for writer in range(writers)]
    with working(*calls) as workers:
        let_go(workers)
        recorded = [hear(worker)[1] for worker in workers]
    shared.clock.now = clock()
    by: Counter[str] = Counter()
    for name in names:
        entries = ledger.entries(name)
        assert [entry.version for entry in entries] == list(range(1, len(entries) + 1))
        by.update(entry.recorded_by for entry in entries[1:])
    assert [by[f"writer {writer}"] for writer in range(writers)] == recorded
    assert [record.position for record in ledger.log()] == list(range(1, ledger.head().size + 1))
    assert ledger.head().size == len(names) + by.total()
    ledger.catch_up()
    assert verify(ledger).ok
    return ledger


def test_writers_of_one_negotiation_are_judged_again_and_lose_nothing(shared: SqlLedgers) -> None:
    ledger = negotiate(shared, writers=3, steps=6, negotiations=1)
    assert ledger.head().size > 6


@pytest.mark.slow
def test_sixteen_writers_of_one_negotiation_lose_nothing(shared: SqlLedgers) -> None:
    ledger = negotiate(shared, writers=16, steps=10, negotiations=1)
    assert ledger.head().size > 16


@pytest.mark.slow
def test_sixteen_writers_of_a_thousand_negotiations_lose_nothing(shared: SqlLedgers) -> None:
    ledger = negotiate(shared, writers=16, steps=20, negotiations=1_000)
    assert ledger.head().size == 1_000 + 16 * 20
