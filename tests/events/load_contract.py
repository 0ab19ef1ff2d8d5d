"""What `EventStore.load` must do, engine by engine the same; see test_load."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest
from msgspec.structs import replace

from parley.events.append import Appended, Same
from parley.events.clock import SECOND
from parley.events.errors import IntegrityError, RecordError, WrongLedger
from parley.events.memory import MemoryStore
from parley.events.merkle import EMPTY_ROOT, root_of
from parley.events.record import compose, leaf_hash, parse
from parley.events.statement import Prepared, statement_hash
from parley.events.store import EventStore, Row
from parley.events.store_errors import NotEmpty
from tests.events.ledgers import CREATED_AT, HandClock, Ledgers
from tests.events.saying import LEDGER, group, identify, say, say_many

HARYANA = say_many("talks/haryana", 3, first_id=1)
PUNJAB = say_many("talks/punjab", 2, first_id=11)
SIGNED = say("talks/goa", 1, None, id=21, signatures=("— asha.example AAAA",))

Fault: TypeAlias = Callable[[list[Row]], list[Row]]


def elsewhere() -> MemoryStore:
    """The ledger LEDGER with six records of four appends, in another place."""
    clock = HandClock()
    store = MemoryStore(LEDGER, clock)
    for statements in (HARYANA[:2], [PUNJAB[0], SIGNED], HARYANA[2:], PUNJAB[1:]):
        clock.advance(7)
        store.append([group(*statements)])
    return store


def row_of(position: int, recorded_at: int, said: Prepared) -> Row:
    """A row that holds together in itself."""
    data = compose(position, recorded_at, said.statement, said.signatures)
    return Row(
        position=position,
        stream=said.stream,
        version=said.version,
        id=said.id,
        type=said.type,
        recorded_at=recorded_at,
        statement_hash=said.hash,
        leaf_hash=leaf_hash(data),
        record=data,
    )


def last_is(said: Prepared, seconds: int = 60) -> Fault:
    return lambda rows: [*rows[:-1], row_of(6, CREATED_AT + seconds * SECOND, said)]


def in_fourth(**changed: object) -> Fault:
    return lambda rows: [replace(row, **changed) if row.position == 4 else row for row in rows]


def one_byte_of_the_third(rows: list[Row]) -> list[Row]:
    data = rows[2].record.replace(b"step 1 of", b"step 7 of")
    return [*rows[:2], replace(rows[2], record=data), *rows[3:]]


def one_byte_with_all_its_hashes(rows: list[Row]) -> list[Row]:
    data = rows[5].record.replace(b"step 2 of", b"step 7 of")
    hashes = {
        "statement_hash": statement_hash(parse(data).statement),
        "leaf_hash": leaf_hash(data),
    }
    return [*rows[:5], replace(rows[5], record=data, **hashes)]


def bytes_of_two_swapped(rows: list[Row]) -> list[Row]:
    third = replace(rows[3], position=3)
    fourth = replace(rows[2], position=4)
    return [*rows[:2], third, fourth, *rows[4:]]


FAULTS: dict[str, tuple[Fault, type[RecordError], str]] = {
    "a changed byte": (one_byte_of_the_third, IntegrityError, "@3: statement_hash"),
    "a changed byte, hashed again": (one_byte_with_all_its_hashes, IntegrityError, "the root of 6"),
    "bytes that are no record": (in_fourth(record=b"\x00"), IntegrityError, "@4: not a record"),
    "a gap": (lambda rows: rows[:2] + rows[3:], IntegrityError, "@4 stands where @3 should be"),
    "a swapped pair": (
        lambda rows: [*rows[:2], rows[3], rows[2], *rows[4:]],
        IntegrityError,
        "@4 stands where @3",
    ),
    "a swapped pair, numbered again": (bytes_of_two_swapped, IntegrityError, "position is 4 in"),
    "a record twice": (lambda rows: [*rows, rows[5]], IntegrityError, "@6 stands where @7"),
    "the end cut off": (lambda rows: rows[:5], IntegrityError, "should be 6 records, and 5"),
    "nothing": (lambda _: [], IntegrityError, "should be 6 records, and 0"),
    "another stream beside": (in_fourth(stream="talks/goa2"), IntegrityError, "stream is talks"),
    "another version beside": (in_fourth(version=2), IntegrityError, "version is 1 in"),
    "another id beside": (in_fourth(id=identify(99)), IntegrityError, "id is 0"),
    "another type beside": (in_fourth(type="other"), IntegrityError, "type is step_reported"),
    "another time beside": (in_fourth(recorded_at=1), IntegrityError, "recorded_at is 17"),
    "another leaf hash": (in_fourth(leaf_hash=bytes(32)), IntegrityError, "@4: leaf_hash"),
    "another statement hash": (
        in_fourth(statement_hash=bytes(32)),
        IntegrityError,
        "@4: statement_hash",
    ),
    "a version too many": (
        last_is(say("talks/punjab", 3, PUNJAB[1], id=30)),
        IntegrityError,
        "version 3 of talks/punjab does not follow v1",
    ),
    "another past": (
        last_is(say("talks/punjab", 2, HARYANA[0], id=30)),
        IntegrityError,
        "version 2 of talks/punjab does not follow v1",
    ),
    "a time that falls": (
        last_is(PUNJAB[1], seconds=20),
        IntegrityError,
        "recorded before what it follows",
    ),
    "a statement of another ledger": (
        last_is(say("talks/x", 1, None, id=30, ledger="elsewhere")),
        WrongLedger,
        "elsewhere",
    ),
}


def load(store: EventStore, rows: list[Row]) -> None:
    source = elsewhere()
    store.load(iter(rows), size=6, root=source.root(6))


def check_nothing_was_written(store: EventStore) -> None:
    assert (store.head().size, store.head().recorded_at) == (0, CREATED_AT)
    assert list(store.read_rows()) == []
    assert store.find(identify(1)) is None
    assert store.stream_heads() == []


class LoadContract:
    def test_records_are_written_byte_for_byte(self, ledgers: Ledgers) -> None:
        source, store = elsewhere(), ledgers.create()
        ledgers.clock.advance(3600)  # what was recorded keeps its time
        load(store, list(source.read_rows()))
        assert list(store.read_rows()) == list(source.read_rows())
        assert list(store.read()) == list(source.read())
        assert store.head() == source.head()
        assert store.stream_heads() == source.stream_heads()
        assert store.find(SIGNED.id) == source.find(SIGNED.id)
        assert list(store.read_stream("talks/punjab")) == list(source.read_stream("talks/punjab"))
        assert [store.root(size) for size in range(7)] == [source.root(size) for size in range(7)]
        assert list(ledgers.reopen().read()) == list(source.read())

    def test_the_ledger_goes_on_where_the_copy_ends(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        load(store, list(elsewhere().read_rows()))
        (same,) = store.append([group(PUNJAB[0], SIGNED)])
        assert same == Same((3, 4), CREATED_AT + 14 * SECOND)
        ledgers.clock.advance(60)
        (next,) = store.append([group(say("talks/haryana", 4, HARYANA[2], id=4))])
        assert next == Appended((7,), CREATED_AT + 60 * SECOND)
        assert store.integrate() == 7
        assert store.root(7) == root_of(store.leaf_hashes(0, 7))

    def test_a_copy_of_nothing_is_nothing(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        store.load(iter([]), size=0, root=EMPTY_ROOT)
        check_nothing_was_written(store)

    @pytest.mark.parametrize("name", FAULTS)
    def test_nothing_is_written_of(self, ledgers: Ledgers, name: str) -> None:
        fault, kind, words = FAULTS[name]
        store = ledgers.create()
        right = list(elsewhere().read_rows())
        with pytest.raises(kind, match=words):
            load(store, fault(right))
        check_nothing_was_written(store)
        load(store, right)  # and what was refused is no obstacle
        assert store.head().size == 6

    def test_an_id_that_comes_twice_is_refused(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        rows = last_is(say("talks/x", 1, None, id=1))(list(elsewhere().read_rows()))
        with pytest.raises(IntegrityError, match=r"has the id|the table refuses"):
            store.load(iter(rows), size=6, root=root_of(row.leaf_hash for row in rows))
        check_nothing_was_written(store)

    def test_another_root_is_refused(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        with pytest.raises(IntegrityError, match="the root of 6 records should be 0000"):
            store.load(elsewhere().read_rows(), size=6, root=bytes(32))
        check_nothing_was_written(store)

    def test_records_from_before_the_ledger_was_made_are_refused(self, ledgers: Ledgers) -> None:
        ledgers.clock.advance(7.5)
        store = ledgers.create()
        with pytest.raises(IntegrityError, match="@1 is recorded before what it follows"):
            load(store, list(elsewhere().read_rows()))
        assert store.head().size == 0

    def test_a_ledger_that_holds_something_is_refused(self, ledgers: Ledgers) -> None:
        store = ledgers.create()
        store.append([group(HARYANA[0])])
        before = list(store.read_rows())
        with pytest.raises(NotEmpty) as caught:
            load(store, list(elsewhere().read_rows()))
        assert caught.value.size == 1
        assert list(store.read_rows()) == before
        assert store.head().size == 1

    def test_a_source_that_breaks_off_leaves_nothing(self, ledgers: Ledgers) -> None:
        store = ledgers.create()

        def breaking() -> Iterator[Row]:
            yield from list(elsewhere().read_rows())[:4]
            raise ConnectionError("the other side is gone")

        with pytest.raises(ConnectionError):
            store.load(breaking(), size=6, root=elsewhere().root(6))
        check_nothing_was_written(store)
