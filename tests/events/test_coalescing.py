"""Calls that come while another one runs are one transaction, and each gets its own answer."""

from collections import Counter
from collections.abc import Sequence
from threading import Thread

import pytest
from msgspec import Struct

from parley.events.append import Appended, Group, Outcome, VersionIs
from parley.events.coalescing import Append, Coalescing
from parley.events.errors import Malformed, RecordTooLarge, WrongLedger
from parley.events.memory import MemoryStore
from parley.events.record import RECORD_BYTES_MAX
from parley.events.statement import Prepared
from parley.events.store_errors import DiskFull
from tests.events.ledgers import HandClock, SqlLedgers
from tests.events.saying import LEDGER, group, say
from tests.events.waiting import until


class Race(Struct):
    """What calls were answered, in the order in which they came, and how many groups each commit
    had."""

    answers: list[object]
    commits: list[int]


def race(append: Append, others: Sequence[Sequence[Group]]) -> Race:
    """One call runs and meanwhile ``others`` come, one after another."""
    calls: list[Sequence[Group]] = [[group(opening(99))], *others]
    answers: list[object] = [None] * len(calls)
    commits: list[int] = []
    threads: list[Thread] = []

    def gated(groups: Sequence[Group]) -> list[Outcome]:
        commits.append(len(groups))
        if len(commits) == 1:
            for number in range(1, len(calls)):
                start(number)
                until(lambda: len(coalescing._queue) == len(threads) - 1)
        return append(groups)

    def call(number: int) -> None:
        try:
            answers[number] = coalescing(calls[number])
        except BaseException as error:
            answers[number] = error

    def start(number: int) -> None:
        threads.append(Thread(target=call, args=(number,)))
        threads[-1].start()

    coalescing = Coalescing(gated)
    start(0)
    until(lambda: not threads[0].is_alive())
    for thread in threads:
        thread.join()
    assert coalescing._queue == []  # nothing is left for whoever comes next
    return Race(answers, commits)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def store(clock: HandClock) -> MemoryStore:
    return MemoryStore(LEDGER, clock)


def opening(number: int, *, words: str = "here") -> Prepared:
    return say(f"talks/t{number}", 1, None, id=number, step={"words": words})


def positions(answers: Sequence[object]) -> list[tuple[int, ...]]:
    found = []
    for outcomes in answers:
        assert isinstance(outcomes, list)
        found += [one.positions for one in outcomes if isinstance(one, Appended)]
    return found


def test_what_queued_while_a_commit_ran_is_the_next_commit(store: MemoryStore) -> None:
    done = race(store.append, [[group(opening(number))] for number in range(1, 6)])
    assert positions(done.answers) == [(1,), (2,), (3,), (4,), (5,), (6,)]
    assert done.commits == [1, 5]  # nobody waited for more than two


def test_each_call_gets_the_outcomes_of_its_own_groups(store: MemoryStore) -> None:
    rival = say("talks/t1", 1, None, id=7)
    calls = [[group(opening(1)), group(opening(2))], [group(rival)], [], [group(opening(3))]]
    done = race(store.append, calls)
    times = [record.recorded_at for record in store.read()]
    assert done.answers == [
        [Appended((1,), times[0])],
        [Appended((2,), times[1]), Appended((3,), times[2])],
        [VersionIs("talks/t1", expected=0, actual=1)],
        [],
        [Appended((4,), times[3])],
    ]
    assert done.commits == [1, 4]


@pytest.mark.parametrize("place", range(5))
def test_what_is_wrong_with_one_call_hits_no_other(store: MemoryStore, place: int) -> None:
    calls = [[group(opening(number))] for number in range(1, 5)]
    calls.insert(place, [group(opening(50, words="x" * RECORD_BYTES_MAX))])
    done = race(store.append, calls)
    assert isinstance(done.answers.pop(place + 1), RecordTooLarge)
    assert positions(done.answers) == [(1,), (2,), (3,), (4,), (5,)]
    assert [record.position for record in store.read()] == [1, 2, 3, 4, 5]


def test_several_wrong_calls_are_each_told_their_own_fault(store: MemoryStore) -> None:
    elsewhere = say("talks/t3", 1, None, id=3, ledger="elsewhere")
    unsigned = say("talks/t4", 1, None, id=4, signatures=("two\nlines",))
    calls = [[group(opening(1))], [group(elsewhere)], [group(unsigned)], [group(opening(2))]]
    answers = race(store.append, calls).answers
    assert [type(answer) for answer in answers[2:4]] == [WrongLedger, Malformed]
    assert positions([*answers[:2], answers[4]]) == [(1,), (2,), (3,)]


def test_what_is_wrong_with_the_store_is_told_to_all_of_a_commit(store: MemoryStore) -> None:
    def full(groups: Sequence[Group]) -> list[Outcome]:
        if len(groups) > 1:
            raise DiskFull("talks.db", "disk I/O")
        return store.append(groups)

    done = race(full, [[group(opening(number))] for number in range(1, 4)])
    assert [type(answer) for answer in done.answers] == [list, DiskFull, DiskFull, DiskFull]
    assert len({id(answer) for answer in done.answers}) == 4  # a trace is its thread's own
    assert done.commits == [1, 3]


def test_a_thread_that_is_interrupted_leaves_no_other_waiting(store: MemoryStore) -> None:
    calls: list[int] = []

    def interrupted(groups: Sequence[Group]) -> list[Outcome]:
        calls.append(len(groups))
        outcomes = store.append(groups)
        if len(calls) == 2:
            raise KeyboardInterrupt  # after the commit, before anybody has heard of it
        return outcomes

    done = race(interrupted, [[group(opening(number))] for number in range(1, 4)])
    kinds = Counter(type(answer) for answer in done.answers)
    assert kinds == {list: 3, KeyboardInterrupt: 1}
    assert done.commits == [1, 3, 2]  # the same bytes again, and nothing is there twice
    assert [record.position for record in store.read()] == [1, 2, 3, 4]


def test_a_store_coalesces_its_threads(shared: SqlLedgers) -> None:
    store = shared.create()
    coalescing = store._append
    own = coalescing._append  # the engine's
    commits: list[int] = []

    def counted(groups: Sequence[Group]) -> list[Outcome]:
        until(lambda: bool(commits) or len(coalescing._queue) == len(threads) - 1)
        commits.append(len(groups))
        return own(groups)

    coalescing._append = counted
    said = [group(opening(number)) for number in range(1, 9)]
    threads = [Thread(target=store.append, args=([one],)) for one in said]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert commits == [1, 7]
    assert [record.position for record in store.read()] == list(range(1, 9))
