"""The answer `contested`: when sides differed on record on where the talks stand."""

from collections.abc import Iterable, Iterator
from typing import Final

from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.claims import ContestedAnswer
from parley.answers.words import wording
from parley.answers.words.claims import position_said
from parley.negotiation.views.disputes import Contested, Held, contested

__all__ = ["CONTESTED", "position_entries"]


def _positions(given: Iterable[Held]) -> str:
    """Return what each party says: `INC says that talks are on (v41); AAP …`."""
    return "; ".join(
        f"{position_said(each.party, each.word)} ({wording.step(each.version)})" for each in given
    )


_COLUMNS: Final[Columns[Contested]] = (
    Column("since", "since", lambda each: wording.dated(each.since)),
    Column("until", "until", lambda each: wording.dated(each.until)),
    Column("state", "state", lambda each: wording.state(each.state)),
    Column("positions", "positions", lambda each: _positions(each.positions)),
)


def position_entries(item: Contested) -> Iterator[Entry]:
    """Yield what each side says, under since when it is contested."""
    until = "" if item.until is None else wording.dated(item.until)
    since, state = wording.dated(item.since), wording.state(item.state)
    heading = say("Contested since {since}; by the record {state}", since, state)
    if until:
        heading = say(
            "Contested since {since} until {until}; by the record {state}", since, until, state
        )
    return (_position_entry(heading, each) for each in item.positions)


def _position_entry(heading: str, item: Held) -> Entry:
    return Entry(
        heading=heading,
        label=wording.step(item.version),
        line=f"{position_said(item.party, item.word)}, {wording.moment(item.occurred)}",
        notes=(Note(item.said), wording.source_note(item, item.said)),
    )


def _build(reading: Reading, _: NoOptions) -> ContestedAnswer:
    items = tuple(contested(reading.seen))
    return reading.answer(ContestedAnswer, items=items)


def _entries(answer: ContestedAnswer) -> Iterator[Entry]:
    for item in answer.items:
        yield from position_entries(item)


CONTESTED: Final = Question(
    name="contested",
    subject=Reading,
    shape=ContestedAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=_entries,
    nothing=marked("nobody contests on record where the talks of {negotiation} stand"),
)
