"""The answer `contested`: when sides differed on record on where the talks stand."""

from collections.abc import Iterator
from typing import Final

from parley.answers.entries import Entry, Note
from parley.answers.forms import Column
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.cited import show_step
from parley.answers.shapes.claims import ContestedAnswer, ContestedLine, PositionShown
from parley.answers.shaping import as_value, shape
from parley.answers.words import wording
from parley.answers.words.claims import POSITIONS
from parley.negotiation.views import disputes

__all__ = ["CONTESTED", "contested_line", "position_entries"]


def _positions(value: object) -> str:
    """Return what each party says: `INC says that talks are on (v41); AAP …`."""
    if not isinstance(value, list | tuple):
        return ""
    return "; ".join(
        f"{each['party']} {POSITIONS[each['word']]} ({wording.step(each['version'])})"
        for each in value
    )


_COLUMNS: Final = (
    Column("since", "since", wording.dated),
    Column("until", "until", wording.dated),
    Column("state", "state", wording.state),
    Column("positions", "positions", _positions),
)


def contested_line(item: disputes.Contested) -> ContestedLine:
    """Return a time at which the state was contested as it is published."""
    return shape(
        ContestedLine,
        item,
        since=show_step(item.since),
        until=show_step(item.until),
        positions=tuple(shape(PositionShown, each) for each in item.positions),
    )


def position_entries(item: ContestedLine) -> Iterator[Entry]:
    """Yield what each side says, under since when it is contested."""
    until = f" until {wording.dated(as_value(item.until))}" if item.until is not None else ""
    heading = (
        f"Contested since {wording.dated(as_value(item.since))}{until};"
        f" by the record {wording.state(item.state)}"
    )
    return (_position_entry(heading, each) for each in item.positions)


def _position_entry(heading: str, item: PositionShown) -> Entry:
    return Entry(
        heading=heading,
        label=wording.step(item.version),
        line=f"{item.party} {POSITIONS[item.word]}, {wording.moment(item.occurred)}",
        notes=(Note(item.said), Note(wording.said_by(as_value(item), item.said), "dim")),
    )


def _build(reading: Reading, _: NoOptions) -> ContestedAnswer:
    items = tuple(map(contested_line, disputes.contested(reading.seen)))
    return shape(ContestedAnswer, reading.facts(), reading.subject(), items=items)


def _entries(answer: ContestedAnswer) -> Iterator[Entry]:
    for item in answer.items:
        yield from position_entries(item)


CONTESTED: Final = Question(
    name="contested",
    shape=ContestedAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=_entries,
    nothing="nobody contests on record where the talks of {negotiation} stand",
)
