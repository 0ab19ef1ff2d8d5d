"""The answer `seats`: named seats on which two or more parties have a hold."""

from collections.abc import Iterable, Iterator
from typing import Final

from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.agreed import SeatsAnswer
from parley.answers.words import wording
from parley.answers.words.agreed import hold_said
from parley.negotiation.views.seats import Holding, SharedSeat, seats_of_two

__all__ = ["SEATS"]


def _holdings(given: Iterable[Holding]) -> str:
    """Return who has which hold: `offered to AAP (v30), candidate named by INC (v35)`."""
    return say_list(
        f"{hold_said(each.how, each.party)} ({wording.step(each.version)})" for each in given
    )


_COLUMNS: Final[Columns[SharedSeat]] = (
    Column("seat", "seat"),
    Column("parties", "parties"),
    Column("holdings", "who, and how", lambda each: _holdings(each.holdings)),
    Column("friendly", "friendly contest", lambda each: wording.steps(each.friendly)),
)


def _seat_entries(item: SharedSeat) -> Iterator[Entry]:
    heading = item.seat
    if item.friendly:
        steps = wording.steps(item.friendly)
        heading += " · " + say("friendly contest, named in {steps}", steps)
    for each in item.holdings:
        held = hold_said(each.how, each.party)
        if each.named != item.seat:
            held = say("{held} as “{named}”", held, each.named)
        yield Entry(
            heading=heading,
            label=wording.step(each.version),
            line=f"{held}, {wording.moment(each.occurred)}",
            notes=(Note(each.said), wording.source_note(each, each.said)),
        )


def _build(reading: Reading, _: NoOptions) -> SeatsAnswer:
    return reading.answer(SeatsAnswer, items=tuple(seats_of_two(reading.seen)))


def _entries(answer: SeatsAnswer) -> Iterator[Entry]:
    for item in answer.items:
        yield from _seat_entries(item)


SEATS: Final = Question(
    name="seats",
    subject=Reading,
    shape=SeatsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=_entries,
    nothing=marked("no named seat of {negotiation} is held by two parties at this moment"),
)
