"""Every answer about a stream, asked of a real ledger as every face asks it.

A history is told to a ledger once, append by append as it was drawn, and asked at any three times;
the answers are held against what the entries say at those times.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from parley.answers.catalogue import QUESTIONS
from parley.answers.failing import Failure
from parley.answers.offers import OffersOptions
from parley.answers.question import Question
from parley.answers.reading import Reading, read_stream
from parley.answers.shapes.base import OfTalks
from parley.answers.times import Asked, Standpoint
from parley.events.ledger import Ledger
from parley.events.memory import MemoryStore
from parley.negotiation.politics import AlliancePolitics
from tests.negotiation.reference_entries import Entries, Times, entries_at
from tests.negotiation.talks import NOW, RECORDED_AT, SECOND, Talks

__all__ = ["APART", "QUESTIONS_ASKED", "answers", "new_ledger", "slug_of", "told_ledger", "world"]

APART = {
    *("show", "explain", "replay", "find-first", "blame", "diff"),
    *("record", "quotes", "compare", "contest", "list"),
}
"""Questions of one step, of a search, or of several streams: what they say of a step is its row, or
what another answer says of it."""
QUESTIONS_ASKED: Mapping[str, Question[Any, Any, Any]] = {
    each.name: each for each in QUESTIONS if each.subject is Reading and each.name not in APART
}

_told: dict[int, tuple[Talks, Ledger]] = {}


def new_ledger() -> Ledger:
    """An empty ledger; each record is a second later than the one before."""
    clock = iter(range(RECORDED_AT, RECORDED_AT + 1_000_000 * SECOND, SECOND))
    store = MemoryStore("asked", lambda: next(clock))
    return Ledger(store, AlliancePolitics(), recorder="tests", clock=lambda: NOW)


def told_ledger(talks: Talks) -> Ledger:
    """The ledger to which a history was told; nobody may record there."""
    if id(talks) not in _told:
        ledger = new_ledger()
        for batch in talks.batches:
            ledger.record(batch)
        _told[id(talks)] = (talks, ledger)
    return _told[id(talks)][1]


def slug_of(stream: str) -> str:
    return stream.removeprefix("negotiation/")


def world(ledger: Ledger, times: Times) -> dict[str, Entries]:
    """What the entries of every stream say that was recorded by then, by its slug."""
    head = ledger.head().size if times.known_at is None else times.known_at
    streams = [*ledger.streams("negotiation/", head), *ledger.streams("contest/", head)]
    return {slug_of(each): entries_at(ledger, each, times, now=NOW) for each in streams}


def answers(ledger: Ledger, slug: str, times: Times) -> Iterator[tuple[str, OfTalks]]:
    """Every answer about a stream, by the name of its question."""
    known = None if times.known_at is None else f"@{times.known_at}"
    asked = Asked(as_of=times.as_of, public_at=times.public_at, known_at=known)
    reading = read_stream(Standpoint(ledger=ledger, now=NOW, zone="UTC"), asked, slug)
    for name, question in QUESTIONS_ASKED.items():
        for options in _options(question, reading):
            try:
                yield name, question.ask(reading, options)
            except Failure:
                continue  # there is no field to tell, no list to hold against the deal


def _options(question: Question[Any, Any, Any], reading: Reading) -> Iterator[Struct]:
    """What is asked for: all that there is, and what changed in the last third."""
    match question.name:
        case "offers":
            yield OffersOptions()
            yield OffersOptions(listed="each")
        case "changes":
            yield question.options(since=reading.known.position * 2 // 3)
        case _:
            has_all = "all" in question.options.__struct_fields__
            yield question.options(all=True) if has_all else question.options()
