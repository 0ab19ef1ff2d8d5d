"""Several processes at one ledger: order, races, lost answers, and processes that are killed."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from parley.events.append import Appended, IdTaken, Same
from parley.events.sql.sqlite import database
from parley.events.store_errors import StoreLocked
from tests.events.ledgers import SqliteLedgers, SqlLedgers
from tests.events.saying import group, identify, say, say_many
from tests.events.view_contract import HARYANA, SCHEMA, change, offer, whole
from tests.events.worker import RACE, clock, opening_of_race

ROOT = Path(__file__).parents[2]

Worker = subprocess.Popen[str]


@contextmanager
def working(*calls: tuple[str, ...]) -> Iterator[list[Worker]]:
    """Workers, one per call; whoever still runs at the end is killed."""
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.events.worker", *call],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for call in calls
    ]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.kill()
            worker.communicate()


def hear(worker: Worker) -> list[object]:
    assert worker.stdout is not None
    facts = json.loads(worker.stdout.readline())
    assert isinstance(facts, list)
    return facts


def let_go(workers: list[Worker]) -> None:
    """Once all are ready, let all of them go."""
    for worker in workers:
        assert hear(worker) == ["ready"]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()


def test_six_writers_leave_no_gap_and_a_reader_misses_nothing(shared: SqlLedgers) -> None:
    shared.clock.now = clock()
    store = shared.create()
    seen: list[tuple[int, str, int]] = []

    def read_on() -> None:
        new = store.read(after=len(seen))
        seen.extend((record.position, record.stream, record.version) for record in new)

    calls = [("write", shared.url, str(writer), "25") for writer in range(1, 7)]
    with working(*calls) as workers:
        for _ in range(25):
            for worker in workers:
                assert isinstance(hear(worker)[1], list)  # positions, so it was appended
                read_on()
    read_on()

    assert [position for position, _, _ in seen] == list(range(1, 6 * 25 * 3 + 1))
    for writer in range(1, 7):
        versions = [version for _, stream, version in seen if stream == f"talks/w{writer}"]
        assert versions == list(range(1, 76))
    times = Counter(record.recorded_at for record in store.read())
    assert list(times) == sorted(times)
    assert set(times.values()) == {3}


def test_a_race_has_one_winner_and_leaves_no_hole(shared: SqlLedgers) -> None:
    shared.clock.now = clock()
    store = shared.create()
    store.append([group(opening_of_race())])
    with working(*(("race", shared.url, str(racer)) for racer in range(4))) as workers:
        let_go(workers)
        answers = Counter(hear(worker)[1] for worker in workers)
    assert answers == {"Appended": 1, "VersionIs": 3}
    shared.clock.now = clock()
    assert isinstance(store.append([group(say("talks/next", 1, None, id=99))])[0], Appended)
    assert [record.position for record in store.read()] == [1, 2, 3]
    assert [record.version for record in store.read_stream(RACE)] == [1, 2]


def test_a_retry_after_a_lost_answer_gets_it(shared: SqlLedgers) -> None:
    shared.clock.now = clock()
    store = shared.create()
    with working(("vanish", shared.url)) as (worker,):
        assert worker.wait() == 9
    first, second = say_many("talks/lost", 2, first_id=50)
    (outcome,) = store.append([group(first, second)])
    assert isinstance(outcome, Same)
    assert outcome.positions == (1, 2)
    (overlap,) = store.append([group(second, say("talks/more", 1, None, id=52))])
    assert isinstance(overlap, IdTaken)
    assert overlap.stored.statement == overlap.offered == second.statement


def test_a_writer_killed_in_its_transaction_leaves_nothing(
    file: SqliteLedgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.clock.now = clock()
    file.create()
    monkeypatch.setattr(database, "BUSY_TIMEOUT_SECONDS", 0.05)
    store = file.reopen()
    said = group(say("talks/haryana", 1, None, id=1))
    with working(("stall", file.url)) as (worker,):
        assert hear(worker) == ["stalled"]
        assert store.head().size == 0  # readers are not kept waiting
        with pytest.raises(StoreLocked) as caught:
            store.append([said])
        assert caught.value.where == file.url
    assert store.find(identify(60)) is None
    (outcome,) = store.append([said])
    assert outcome == Appended((1,), file.clock.now + 1)


def test_a_rebuild_that_was_killed_leaves_the_rows_as_they_were(shared: SqlLedgers) -> None:
    store = shared.create()
    store.views.prepare(SCHEMA)
    store.views.extend(0, 9, [change(offer(5), fold=b"old")])
    with working(("rebuild", shared.url)) as (worker,):
        assert hear(worker) == ["writing", HARYANA]
    assert [row["number"] for row in store.views.select("offer")] == [5]
    assert store.views.rewrite(lambda _: [whole(offer(1), fold=b"new")])
    assert [row["number"] for row in store.views.select("offer")] == [1]
    assert store.views.cursor() == 9


def test_the_cursor_moves_once_for_each_row(shared: SqlLedgers) -> None:
    store = shared.create()
    store.views.prepare(SCHEMA)
    calls = [("extend", shared.url, str(worker), "60") for worker in range(3)]
    with working(*calls) as workers:
        let_go(workers)
        moved = [hear(worker)[1] for worker in workers]
    assert sum(count for count in moved if isinstance(count, int)) == 60
    assert [row["number"] for row in store.views.select("offer")] == list(range(60))


def test_of_several_creators_one_makes_the_ledger(shared: SqlLedgers) -> None:
    with working(*(("create", shared.url) for _ in range(3))) as workers:
        let_go(workers)
        answers = Counter(hear(worker)[0] for worker in workers)
    assert answers == {"created": 1, "LedgerExists": 2}
    assert shared.reopen().head().size == 0
