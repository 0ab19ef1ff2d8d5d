"""Retries and lost races, as a writer meets them who does not know whether he was heard."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from parley.events.kinds import SOURCES
from parley.events.politics import Draft
from parley.events.sql import SqlStore
from parley.events.store import Standing
from tests.crash.book import Book
from tests.crash.nursery import Nursery, Order
from tests.crash.talks import NEGOTIATIONS, batch

STEP, OTHER, LATE, LATER = batch(77, 1, 4)


def of(
    stream: str, draft: Draft, day: str, *, label: str | None = None, about: str | None = None
) -> Draft:
    """The draft for a negotiation and a day, with a label or pointing at one."""
    fields = {**draft.fields, "occurred": f"2024-09-{day}", "about": about}
    return msgspec.structs.replace(draft, stream=stream, label=label, fields=fields)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(str(tmp_path / "talks.db"), seed=1)


def test_a_batch_that_describes_a_source_can_be_offered_again(book: Book) -> None:
    described = Draft(
        stream=SOURCES, type="SourceDescribed", fields={"source": "wire"}, id=LATER.id
    )
    with book.opened() as ledger:
        first = ledger.record([described, STEP])
        again = ledger.record([described, STEP])
    assert [each.position for each in again] == [each.position for each in first]
    assert all(each.repeated for each in again)


def test_a_batch_that_uses_a_label_in_two_negotiations_can_be_offered_again(book: Book) -> None:
    drafts = [
        of(NEGOTIATIONS[0], STEP, "10", label="it"),
        of(NEGOTIATIONS[0], OTHER, "11", about="it"),
        of(NEGOTIATIONS[1], LATE, "10", label="it"),
        of(NEGOTIATIONS[1], LATER, "11", about="it"),
    ]
    with book.opened() as ledger:
        (before,) = batch(78, 1, 1)
        ledger.record([of(NEGOTIATIONS[0], before, "09")])  # the label stands for other versions
        assert not any(each.repeated for each in ledger.record(drafts))
        assert all(each.repeated for each in ledger.record(drafts))


def test_late_news_that_lose_a_race_are_judged_again(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    standing = SqlStore.standing
    others = [of(NEGOTIATIONS[0], OTHER, "10")]

    def be_overtaken(store: SqlStore, streams: Sequence[str], *rest: Any) -> Standing:
        """Somebody else records right after we have looked."""
        stands = standing(store, streams, *rest)
        while others:
            draft = others.pop()
            with book.opened() as faster:
                faster.record([draft])
        return stands

    with book.opened() as ledger:
        ledger.record([of(NEGOTIATIONS[0], STEP, "20")])
        monkeypatch.setattr(SqlStore, "standing", be_overtaken)
        (receipt,) = ledger.record([of(NEGOTIATIONS[0], LATE, "05")])
    assert receipt.version == 4


def test_the_processes_of_a_rebuild_end_when_it_is_killed(nursery: Nursery, book: Book) -> None:
    order = Order(job="rebuild_in_processes", url=book.url, folder=str(Path(book.url).parent))
    with nursery.working(order) as child:
        assert child.listen(until="rebuilding", times=2)  # the first says only what there is to do
        child.kill()
        assert not child.listen(), "somebody still holds the pipe that a dead process wrote to"
