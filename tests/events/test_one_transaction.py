"""An append writes log, ends of streams, folds and rows in one transaction, on every engine."""

from collections.abc import Callable, Sequence
from threading import Thread

import msgspec
import pytest

from parley.events.append import Appended, Group
from parley.events.canonical import JsonObject
from parley.events.errors import VersionConflict
from parley.events.kinds import SOURCE_TABLE, SOURCES
from parley.events.ledger import INDEX_EVERY, Ledger
from parley.events.memory import MemoryStore
from parley.events.memory_views import MemoryViews
from parley.events.politics import Draft
from parley.events.search import parse_query
from parley.events.store import EventStore
from parley.events.verify import verify
from parley.events.views import StreamChange
from parley.negotiation.account import Recorded
from parley.negotiation.fold import Stamp
from parley.negotiation.past import Recall
from parley.negotiation.politics import AlliancePolitics
from parley.negotiation.verdicts import Extended
from tests.events.ledgers import Ledgers, MemoryLedgers, SqlLedgers
from tests.events.older import without_rows
from tests.events.saying import say
from tests.events.talks import DRAFTS
from tests.events.test_ledger import TALKS, _slip_in, offer, register, step


class Counting(AlliancePolitics):
    """The politics, which count how often they are asked to fold what they have judged."""

    def __init__(self) -> None:
        self.folds = 0

    def extend(
        self, stream: str, fold: bytes | None, entries: Sequence[Recorded], recall: Recall
    ) -> Extended | None:
        self.folds += 1
        return super().extend(stream, fold, entries, recall)

    def refold(
        self, stream: str, entries: Sequence[Recorded], *, public_at: int | None = None
    ) -> Extended:
        self.folds += 1
        return super().refold(stream, entries, public_at=public_at)


def held(store: EventStore, clock: Callable[[], int]) -> tuple[Ledger, Counting]:
    politics = Counting()
    return Ledger(store, politics, recorder="Asha", clock=clock), politics


LATE = step("MeetingHeld", "2024-09-04", stream="negotiation/haryana-2024")
CORRECTION = DRAFTS[-1]


def differences(ledger: Ledger) -> list[str]:
    """Where the stored rows are not those that a rebuild would make; the rows are not brought up
    to anything by looking."""
    size, views = ledger.head().size, ledger.store.views
    assert views.cursor() == size
    wrong = []
    for head in ledger.store.stream_heads():
        stored = views.select_stream(head.stream)
        assert stored.fold is not None
        assert stored.fold.version == head.version
        made = ledger.projector.whole(head.stream, size)
        if stored.fold.data != made.fold:
            wrong.append(f"fold of {head.stream}")
        for table, rows in stored.tables.items():
            given = [one.row for one in made.changes if one.table == table]
            if sorted(map(_text, rows)) != sorted(map(_text, given)):
                wrong.append(f"{table} of {head.stream} v{head.version}")
    return wrong


def _text(row: object) -> bytes:
    return msgspec.json.encode(row, order="sorted")


def test_after_every_append_the_rows_are_those_of_a_rebuild_and_nothing_was_folded_again(
    ledgers: Ledgers,
) -> None:
    ledger, politics = held(ledgers.create(), ledgers.clock)
    ledger.record(DRAFTS[:3])  # several streams in one append
    for drafts in ([DRAFTS[3]], *([each] for each in DRAFTS[4:-1]), [LATE], [CORRECTION], [LATE]):
        before = politics.folds
        ledgers.clock.advance(60)
        ledger.record(drafts)
        assert politics.folds == before
        assert differences(ledger) == []
    assert verify(ledger).ok


def test_a_dry_run_folds_as_often_and_leaves_no_row(ledgers: Ledgers) -> None:
    ledger, politics = held(ledgers.create(), ledgers.clock)
    ledger.record([register()])
    before = ledger.store.views.select_stream(TALKS)
    ledger.try_out([offer("2024-09-04")])
    assert politics.folds == 0
    assert ledger.store.views.select_stream(TALKS) == before


def test_rows_that_an_older_writer_left_behind_are_there_before_the_next_append(
    ledgers: Ledgers,
) -> None:
    ledger, _ = held(ledgers.create(), ledgers.clock)
    ledger.record([register(), offer("2024-09-04")])
    without_rows(ledger.store, ledgers.clock).record([step("TalksOpened", "2024-09-06")])
    assert ledger.store.views.cursor() == 2
    ledger.record([offer("2024-09-07", quantity="6")])
    assert differences(ledger) == []


def test_a_stream_that_stopped_is_not_written_to_by_an_append(ledgers: Ledgers) -> None:
    ledger, _ = held(ledgers.create(), ledgers.clock)
    other = "negotiation/other"
    ledger.record([register(), register(other)])
    _slip_in(ledger.store, TALKS, "StepOfTheFuture")
    ledger.record([offer("2024-09-04", stream=other)])
    stopped = ledger.store.views.fold(TALKS)
    assert stopped is not None
    assert stopped.version == 1
    assert ledger.store.views.cursor() == ledger.head().size


def test_a_change_that_fits_nothing_leaves_the_rows_behind_and_not_the_log(
    ledgers: Ledgers,
) -> None:
    ledger, _ = held(ledgers.create(), ledgers.clock)
    ledger.record([register()])
    said = say(SOURCES, 1, None, id=7, ledger=ledger.store.info.ledger)
    for row, version in ((0, 9), (3, 1)):
        stray = Stamp(row=row, column="position", version=version, gives="position")
        change = StreamChange(stream=SOURCES, version=1, changes=(), fold=b"", stamps=(stray,))
        (outcome,) = ledger.store.append([Group((said,), (change,))])
        assert isinstance(outcome, Appended)
        assert not outcome.followed
        said = say(SOURCES, 2, said, id=8, ledger=ledger.store.info.ledger)
    ledger.record([offer("2024-09-04")])
    assert differences(ledger) == []


def test_the_loser_of_a_race_writes_no_row(ledgers: Ledgers) -> None:
    ledger, _ = held(ledgers.create(), ledgers.clock)
    ledger.record([register(), offer("2024-09-04")])
    _, prepared, changes = ledger._judging.judge([offer("2024-09-05", quantity="7")], [_id(1)], {})
    ledger.record([offer("2024-09-06", quantity="8")])
    rows = ledger.store.views.select_stream(TALKS)
    ledger.store.append([Group(tuple(prepared), changes)])
    assert ledger.store.views.select_stream(TALKS) == rows
    with pytest.raises(VersionConflict):
        ledger.record([offer("2024-09-07")], expected={TALKS: 2})


def test_a_source_is_there_with_the_append_that_describes_it(ledgers: Ledgers) -> None:
    ledger, _ = held(ledgers.create(), ledgers.clock)
    ledger.record(DRAFTS[:1])
    (row,) = ledger.store.views.select(SOURCE_TABLE.name)
    record = next(ledger.log())
    assert (row["position"], row["recorded_at"]) == (1, record.recorded_at)
    assert row["stream"] == SOURCES


def test_threads_write_their_rows_in_common_commits(ledgers: Ledgers) -> None:
    ledger, politics = held(ledgers.create(), ledgers.clock)
    names = [f"negotiation/n{number}" for number in range(6)]
    ledger.record([register(name) for name in names])

    def work(name: str) -> None:
        for day in range(1, 5):
            ledger.record([offer(f"2024-09-0{day}", quantity=str(day), stream=name)])

    threads = [Thread(target=work, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ledger.head().size == 30
    assert politics.folds == 0
    assert differences(ledger) == []


def quoted(ledger: Ledger, words: str) -> list[object]:
    found = ledger.store.views.search("step", parse_query(words))
    return [row["step"] for row in found]


def test_words_are_found_before_they_are_indexed_and_after(ledgers: Ledgers) -> None:
    ledger, _ = held(ledgers.create(), ledgers.clock)
    ledger.record([register(), offer("2024-09-04", text="seven good seats")])
    assert quoted(ledger, "good") == [2]
    while ledger.store.views.index(100):
        pass
    assert quoted(ledger, "good") == [2]
    fields: JsonObject = {"target": 2, "effect": "replace", "field": "text", "reason": "misheard"}
    fields |= {"was": "seven good seats", "now": "seven bad seats"}
    ledger.record([Draft(stream=TALKS, type="EntryCorrected", fields=fields)])
    assert (quoted(ledger, "good"), quoted(ledger, "bad")) == ([], [2])
    assert verify(ledger).ok
    ledger.projector.index()
    assert (quoted(ledger, "good"), quoted(ledger, "bad")) == ([], [2])
    assert verify(ledger).ok


def test_every_so_many_records_somebody_indexes_what_waits(shared: SqlLedgers) -> None:
    ledger, _ = held(shared.create(), shared.clock)
    ledger.record([register()])
    for _ in range(3):
        ledger.record([offer("2024-09-04") for _ in range(INDEX_EVERY // 2)])
    waiting = ledger.store.views.index(1_000)
    assert 0 < waiting <= 2 * INDEX_EVERY


def test_what_one_process_indexes_no_other_does_again(shared: SqlLedgers) -> None:
    first, second = shared.create(), shared.reopen()
    ledger, _ = held(first, shared.clock)
    ledger.record([register(), *(offer("2024-09-04") for _ in range(20))])
    held(second, shared.clock)
    done: list[int] = []

    def work(store: EventStore) -> None:
        while some := store.views.index(3):
            done.append(some)

    threads = [Thread(target=work, args=(store,)) for store in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == 40  # of each step, its row and its evidence


# Faults that these catch


def _id(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012d}"


def test_an_append_that_forgets_a_cell_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.events.append.stamped", lambda change, *_: change)
    ledgers = MemoryLedgers(MemoryStore)
    ledger, _ = held(ledgers.create(), ledgers.clock)
    ledgers.clock.advance(60)
    ledger.record([register(), offer("2024-09-04")])
    assert differences(ledger) != []


def test_rows_that_do_not_come_with_the_log_would_be_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(MemoryViews, "append", lambda *_: False)
    ledgers = MemoryLedgers(MemoryStore)
    ledger, politics = held(ledgers.create(), ledgers.clock)
    ledger.record([register(), offer("2024-09-04")])
    assert politics.folds > 0
