"""The contract of loading, on every engine; that it can fail; and what only tables have."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from msgspec.structs import replace

from parley.events import loading, memory
from parley.events.errors import IntegrityError, RecordError
from parley.events.memory import MemoryStore
from parley.events.merkle import EMPTY_ROOT
from parley.events.record import Record
from parley.events.sql import load
from parley.events.store import LedgerInfo, Row
from tests.events.ledgers import MemoryLedgers, SqlLedgers
from tests.events.load_contract import FAULTS, LoadContract, elsewhere

Plant = Callable[[pytest.MonkeyPatch], None]


class TestLoad(LoadContract):
    """Each engine, through the `ledgers` fixture."""


# Faults, each with the tests that catch it


def nothing_is_checked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(memory, "checked", lambda rows, *_, **__: rows)


def the_chain_is_not_checked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(loading, "_check_chain", lambda *_: None)


def the_root_is_not_compared(patch: pytest.MonkeyPatch) -> None:
    class Tree:
        def append(self, leaf: bytes) -> None:
            """Take it and forget it."""

        def root(self) -> bytes:
            return elsewhere().root(6)

    patch.setattr(loading, "CompactRange", Tree)


def what_was_loaded_before_a_fault_stays(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(MemoryStore, "_forget_after", lambda *_: None)


def it_loads_into_anything(patch: pytest.MonkeyPatch) -> None:
    right = MemoryStore.load

    def load_anyway(store: MemoryStore, rows: Iterable[Row], *, size: int, root: bytes) -> None:
        store._forget_after(0)
        right(store, rows, size=size, root=root)

    patch.setattr(MemoryStore, "load", load_anyway)


def records_are_dated_anew(patch: pytest.MonkeyPatch) -> None:
    def later(rows: Iterable[Row], info: LedgerInfo, *, size: int, root: bytes) -> Iterator[Row]:
        for row in loading.checked(rows, info, size=size, root=root):
            header, _, rest = row.record.partition(b"\n")
            data = header[:-1] + (b"9" if header[-1:] != b"9" else b"8") + b"\n" + rest
            yield replace(row, record=data)

    patch.setattr(memory, "checked", later)


def an_id_may_come_twice(patch: pytest.MonkeyPatch) -> None:
    right = MemoryStore._put

    def put(store: MemoryStore, record: Record) -> None:
        right(store, record)
        del store._ids[record.id]

    patch.setattr(MemoryStore, "_put", put)


CAUGHT: list[tuple[Plant, str, tuple[str, ...]]] = [
    *((nothing_is_checked, "test_nothing_is_written_of", (name,)) for name in FAULTS),
    (an_id_may_come_twice, "test_an_id_that_comes_twice_is_refused", ()),
    (the_chain_is_not_checked, "test_nothing_is_written_of", ("a version too many",)),
    (the_chain_is_not_checked, "test_nothing_is_written_of", ("another past",)),
    (the_chain_is_not_checked, "test_nothing_is_written_of", ("a statement of another ledger",)),
    (the_root_is_not_compared, "test_nothing_is_written_of", ("a changed byte, hashed again",)),
    (what_was_loaded_before_a_fault_stays, "test_nothing_is_written_of", ("a gap",)),
    (what_was_loaded_before_a_fault_stays, "test_a_source_that_breaks_off_leaves_nothing", ()),
    (it_loads_into_anything, "test_a_ledger_that_holds_something_is_refused", ()),
    (records_are_dated_anew, "test_records_are_written_byte_for_byte", ()),
]


@pytest.mark.parametrize(
    ("plant", "test", "more"),
    CAUGHT,
    ids=["-".join([plant.__name__, *more]) for plant, _, more in CAUGHT],
)
def test_the_contract_catches(
    plant: Plant, test: str, more: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = getattr(LoadContract(), test)
    run(MemoryLedgers(), *more)  # without the fault it passes
    plant(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception, RecordError)):
        run(MemoryLedgers(), *more)


# Tables


@pytest.mark.parametrize("limit", ["BATCH_ROWS", "BATCH_BYTES"])
def test_many_batches_are_one_transaction(
    shared: SqlLedgers, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(load, limit, 2)
    source, store = elsewhere(), shared.create()
    rows = list(source.read_rows())
    seen: list[int] = []

    def watched() -> Iterator[Row]:
        other = shared.reopen()
        for row in rows:
            seen.append(other.head().size)
            assert next(other.read_rows(), None) is None  # nobody sees a part of it
            yield row

    with pytest.raises(IntegrityError, match="should be 7 records"):
        store.load(watched(), size=7, root=source.root(6))
    assert seen == [0] * 6
    assert store.head().size == 0
    assert list(store.read_rows()) == []
    store.load(watched(), size=6, root=source.root(6))
    assert list(store.read_rows()) == rows


def test_rows_are_asked_for_as_they_are_written(
    shared: SqlLedgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "BATCH_ROWS", 2)
    written: list[int] = []
    right = load._batches

    def counted(rows: Iterable[Row]) -> Iterator[list[Row]]:
        for batch in right(rows):
            yield batch
            written.append(len(batch))

    monkeypatch.setattr(load, "_batches", counted)
    source, store = elsewhere(), shared.create()
    held: list[int] = []

    def watched() -> Iterator[Row]:
        for number, row in enumerate(source.read_rows()):
            held.append(number - sum(written))
            yield row

    store.load(watched(), size=6, root=source.root(6))
    assert max(held) < 2 + 1
    assert store.root(0) == EMPTY_ROOT
