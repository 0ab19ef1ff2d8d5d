"""Rebuilds beside people who record, read and wait: nothing lost, doubled or hidden."""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest

from parley.events.cells import StreamCells
from parley.events.errors import IntegrityError
from parley.events.ledger import Ledger
from parley.events.rebuild import Rebuilt
from parley.events.store_errors import DiskFull
from parley.events.verify import verify
from parley.negotiation.politics import AlliancePolitics
from tests.events.ledgers import Ledgers, PostgresLedgers, SqliteLedgers, SqlLedgers
from tests.events.older import without_rows
from tests.events.tampering import flip, tampering
from tests.events.test_ledger import TALKS, held, offer, register, sorted_rows, step
from tests.events.test_processes import hear, let_go, working
from tests.events.waiting import PATIENCE_SECONDS
from tests.events.worker import NEGOTIATION, clock

STREAMS = [f"negotiation/n{number}" for number in range(4)]


def test_what_is_recorded_during_a_rebuild_is_neither_lost_nor_doubled(
    ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parley.events.workers.STREAMS_PER_BATCH", 1)
    ledger, other = (held(store, ledgers.clock) for store in (ledgers.create(), ledgers.reopen()))
    ledger.record([register(stream) for stream in STREAMS])
    news = iter(range(100))

    def record(*_: int) -> None:
        number = next(news)
        other.record([register(f"negotiation/new{number}")])
        other.record([offer("2024-09-04", stream=stream) for stream in STREAMS])

    assert ledger.rebuild(record) == Rebuilt(streams=4, remade=False, stopped=())
    assert next(news) == len(STREAMS) + 1
    for stream in (*STREAMS, "negotiation/new0", "negotiation/new4"):
        stored = sorted_rows(ledger.rows(stream))
        assert stored == sorted_rows(ledger.rows_at(stream, ledger.head().size))
    assert len(ledger.rows(STREAMS[0])["offer"]) == 5
    assert verify(ledger).ok


def test_processes_that_record_meanwhile_lose_nothing(shared: SqlLedgers) -> None:
    shared.clock.now = clock()
    ledger = Ledger(shared.create(), AlliancePolitics(), recorder="Asha", clock=clock)
    ledger.record([register(NEGOTIATION)])
    with working(*(("negotiate", shared.url, str(writer), "8") for writer in range(2))) as workers:
        let_go(workers)
        recorded: list[object] = []
        reader = Thread(target=lambda: recorded.extend(hear(worker)[1] for worker in workers))
        reader.start()
        while reader.is_alive():
            assert ledger.rebuild(lambda *_: None).streams == 1
        reader.join()
    size = 1 + sum(count for count in recorded if isinstance(count, int))
    assert ledger.head().size == size
    assert len(ledger.rows(NEGOTIATION)["step"]) == size - 1
    assert verify(ledger).ok


def test_what_was_recorded_since_a_stream_was_folded_is_in_its_rows(
    ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, other = (held(store, ledgers.clock) for store in (ledgers.create(), ledgers.reopen()))
    ledger.record([register()])
    right = ledger.store.views.rewrite

    def rewrite(make: Callable[[int], Sequence[StreamCells]]) -> bool:
        other.record([offer("2024-09-04")])
        return right(make)

    monkeypatch.setattr(ledger.store.views, "rewrite", rewrite)
    ledger.rebuild(lambda *_: None)
    assert len(ledger.rows(TALKS)["offer"]) == 1
    assert verify(ledger).ok


def test_a_stream_that_begins_when_a_rebuild_ends_keeps_its_rows(
    ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, other = (held(store, ledgers.clock) for store in (ledgers.create(), ledgers.reopen()))
    ledger.record([register()])
    right = ledger.store.views.forget_strangers

    def forget_strangers(known: Callable[[], Collection[str]]) -> None:
        other.record([register("negotiation/late")])
        right(known)

    monkeypatch.setattr(ledger.store.views, "forget_strangers", forget_strangers)
    ledger.rebuild(lambda *_: None)
    names = [row["stream"] for row in ledger.store.views.select("negotiation")]
    assert names == ["negotiation/late", TALKS]
    assert verify(ledger).ok


def test_a_rebuild_that_cannot_write_says_so_where_it_made_tables_again(
    file: SqliteLedgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = held(file.create(), file.clock)
    ledger.record([register()])
    with closing(sqlite3.connect(file.url)) as shell:
        shell.execute("DROP TABLE claim")

    def fill(*_: object) -> None:
        raise DiskFull(file.url, "database or disk is full")

    with monkeypatch.context() as full:
        full.setattr(ledger.store.views, "extend", fill)
        with pytest.raises(DiskFull):
            ledger.rebuild(lambda *_: None)
    assert ledger.rebuild(lambda *_: None) == Rebuilt(streams=1, remade=False, stopped=())
    assert len(ledger.rows(TALKS)["negotiation"]) == 1


def test_rows_that_stopped_are_not_shown_once_their_entry_can_be_read(
    ledgers: Ledgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = held(ledgers.create(), ledgers.clock)
    ledger.record([register()])
    other = "negotiation/other"
    late = without_rows(ledger.store, ledgers.clock)
    late.record([offer("2024-09-04"), register(other)])
    with monkeypatch.context() as older:

        def fail(*_: object, **__: object) -> None:
            raise KeyError("a mistake of an older release")

        older.setattr(AlliancePolitics, "extend", fail)
        older.setattr(AlliancePolitics, "refold", fail)
        assert ledger.catch_up(), "and others go on"
    assert len(ledger.rows(TALKS)["offer"]) == 1


def test_a_record_that_cannot_be_read_is_passed_over_by_no_later_one(file: SqliteLedgers) -> None:
    ledger = held(file.create(), file.clock)
    ledger.record([register(), offer("2024-09-03")])
    days = ("2024-09-04", "2024-09-05", "2024-09-06")
    late = without_rows(ledger.store, file.clock)
    late.record([*map(offer, days), register("negotiation/other")])
    with tampering(Path(file.url)) as shell:
        flip(shell, "record", "record", rowid=4)
    again = held(file.reopen(), file.clock)
    assert again.catch_up(), "and others go on"
    assert len(again.rows("negotiation/other")["negotiation"]) == 1
    assert again.store.views.fold(TALKS) == ledger.store.views.fold(TALKS)
    with pytest.raises(IntegrityError, match="position 4"):
        again.rows(TALKS)


def test_a_rebuild_waits_for_no_reader(server: PostgresLedgers, postgres: str) -> None:
    ledger = held(server.create(), server.clock)
    ledger.record([register(), offer("2024-09-04")])
    told: list[str] = []
    with psycopg.connect(postgres) as reader:
        reader.execute(f"SELECT count(*) FROM {server.schema}.offer".encode())
        ledger.rebuild(lambda *_: None, lambda: told.append("waits"))
        found = reader.execute(f"SELECT count(*) FROM {server.schema}.offer".encode())
        assert found.fetchone() == (1,)
    assert told == []
    assert len(ledger.rows(TALKS)["step"]) == 1


def test_tables_made_again_wait_for_a_reader_and_say_so_once(
    server: PostgresLedgers, postgres: str
) -> None:
    ledger = held(server.create(), server.clock)
    ledger.record([register(), offer("2024-09-04")])
    told: list[str] = []
    waits, done = Event(), Event()

    def wait() -> None:
        told.append("waits")
        waits.set()

    def rebuild() -> None:
        ledger.rebuild(lambda *_: None, wait)
        done.set()

    with psycopg.connect(postgres) as shell:
        shell.execute(f"DROP TABLE {server.schema}.claim".encode())
    with psycopg.connect(postgres) as reader:
        reader.execute(f"SELECT count(*) FROM {server.schema}.offer".encode())
        thread = Thread(target=rebuild)
        thread.start()
        assert waits.wait(PATIENCE_SECONDS)
        assert not done.is_set()
        again = held(server.reopen(), server.clock)
        assert len(again.rows(TALKS)["offer"]) == 1, "nobody else waits for it"
        again.record([step("TalksOpened", "2024-09-06")])
    thread.join(PATIENCE_SECONDS)
    assert done.is_set()
    assert told == ["waits"]
    assert len(ledger.rows(TALKS)["step"]) == 2
