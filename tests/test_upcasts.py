"""An old step version through the whole house: recorded once, read for ever in today's shape.

A second version is planted: what StatementMade calls `text` was called `gist` in its version 1,
say. The real ones have their own tests (test_names_as_keys).
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parley.events.append import Appended, Group
from parley.events.canonical import JsonObject
from parley.events.clock import SECOND
from parley.events.errors import RecordError
from parley.events.ledger import Ledger
from parley.events.memory import MemoryStore
from parley.events.sql import create_store, open_store
from parley.events.statement import Statement, decode_statement, encode_statement, prepare
from parley.events.store import EventStore
from parley.events.verify import verify
from parley.negotiation import upcasts
from parley.negotiation.politics import AlliancePolitics
from tests.events.ledgers import CREATED_AT
from tests.events.saying import LEDGER, identify
from tests.negotiation.words import STREAM, proposes, registers, says

TYPE = "StatementMade"


class Clock:
    """It moves on by a second whenever somebody looks."""

    def __init__(self) -> None:
        self.now = CREATED_AT

    def __call__(self) -> int:
        self.now += SECOND
        return self.now


def todays(step: JsonObject) -> JsonObject:
    return {"text" if name == "gist" else name: value for name, value in step.items()}


def of_then(step: JsonObject) -> JsonObject:
    return {"gist" if name == "text" else name: value for name, value in step.items()}


@pytest.fixture
def second_version(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Become the release that writes version 2."""

    def plant() -> None:
        monkeypatch.setitem(upcasts.TYPE_VERSIONS, TYPE, 2)
        monkeypatch.setitem(upcasts.UPCASTS, (TYPE, 1), todays)

    return plant


@pytest.fixture(params=["memory", "sqlite"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """Talks in which somebody said something, recorded by the release that wrote version 1."""
    clock = Clock()
    store: EventStore = MemoryStore(LEDGER, clock)
    if request.param == "sqlite":
        store = create_store(str(tmp_path / "talks.db"), ledger=LEDGER, clock=clock)
    with Ledger(store, AlliancePolitics(), recorder="Asha", clock=clock) as made:
        made.record([registers(), proposes()])
        append_as_of_then(made)
        yield made


def append_as_of_then(ledger: Ledger) -> None:
    """Record what was said, in the shape of version 1."""
    (receipt,) = ledger.try_out([says(text="all goes well")])
    (written,) = ledger.politics.written([says(text="all goes well")], [receipt.version], {})
    head = ledger.store.stream_head(STREAM)
    assert head is not None
    statement = Statement(
        ledger=LEDGER,
        stream=STREAM,
        id=identify(1),
        version=head.version + 1,
        previous=head.hash.hex(),
        type=TYPE,
        type_version=1,
        rules=ledger.politics.rules,
        recorded_by="Asha",
        step=of_then(written),
    )
    (outcome,) = ledger.store.append([Group((prepare(encode_statement(statement)),))])
    assert isinstance(outcome, Appended)


def texts(rows: dict[str, list[JsonObject]]) -> list[object]:
    return [row["text"] for row in rows["step"] if row["type"] == TYPE]


def test_an_old_step_is_read_in_todays_shape_and_stays_as_it_was_written(
    ledger: Ledger, second_version: Callable[[], None]
) -> None:
    written = [record.data for record in ledger.log()]
    second_version()
    assert texts(ledger.rows(STREAM)) == ["all goes well"]
    assert texts(ledger.rows_at(STREAM, 3)) == ["all goes well"]
    assert ledger.rebuild(lambda *_: None).streams == 1
    assert texts(ledger.rows(STREAM)) == ["all goes well"]
    assert verify(ledger).ok
    assert [record.data for record in ledger.log()] == written
    old = decode_statement(list(ledger.log())[2].statement)
    assert (old.type_version, old.step["gist"]) == (1, "all goes well")
    assert "text" not in old.step


def test_new_steps_are_written_in_the_new_version_beside_the_old(
    ledger: Ledger, second_version: Callable[[], None]
) -> None:
    second_version()
    ledger.record([says(at="2024-09-05", text="less well")])
    new = decode_statement(list(ledger.log())[3].statement)
    assert (new.type_version, new.step["text"]) == (2, "less well")
    assert texts(ledger.rows(STREAM)) == ["all goes well", "less well"]
    assert verify(ledger).ok


def test_without_its_upcast_the_old_step_is_not_read_as_something_else(ledger: Ledger) -> None:
    with pytest.raises(RecordError, match="gist"):
        ledger.rows(STREAM)
    assert not verify(ledger).ok


def test_an_older_release_says_that_a_newer_one_wrote_it(
    second_version: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    store = MemoryStore(LEDGER, clock)
    with Ledger(store, AlliancePolitics(), recorder="Asha", clock=clock) as ledger:
        second_version()
        ledger.record([registers(), proposes(), says(text="all goes well")])
        monkeypatch.setitem(upcasts.TYPE_VERSIONS, TYPE, 1)
        with pytest.raises(RecordError, match="version 2 is not known here; a newer parley wrote"):
            ledger.rows_at(STREAM, 3)


def test_a_copy_has_the_old_step_as_it_was_written(
    ledger: Ledger, second_version: Callable[[], None], tmp_path: Path
) -> None:
    second_version()
    target = str(tmp_path / "copy.db")
    create_store(target, ledger=LEDGER, clock=lambda: ledger.store.info.created_at).close()
    size = ledger.head().size
    with open_store(target, clock=ledger.clock) as store:
        store.load(ledger.store.read_rows(), size=size, root=ledger.store.root(size))
        copy = Ledger(store, AlliancePolitics(), recorder="Asha", clock=ledger.clock)
        assert texts(copy.rows(STREAM)) == ["all goes well"]
        assert [record.data for record in copy.log()] == [record.data for record in ledger.log()]
