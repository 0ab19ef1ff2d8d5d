"""The answer `moves`: what parties did away from the table, and whose seats they took."""

from collections.abc import Iterator
from typing import Final

from parley.answers.columns import BY, QUOTE, SOURCED, SPEAKER, STEP, WHEN
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.moves import MovesAnswer
from parley.answers.words import wording
from parley.answers.words.quantities import quantity_said
from parley.negotiation.views import moves as views
from parley.negotiation.views.moves import Fielded, MoveItem

__all__ = ["MOVES"]


def _during(item: MoveItem) -> str:
    """Return in which state it was made: `while the state was talks underway`."""
    if item.state is None:
        return say("before any talks")
    return say("while the state was {state}", state=wording.state(item.state))


def _overlap(item: MoveItem) -> str:
    """Return the overlap with other sides' lists: as reported, and as the names show it."""
    parts: list[str] = []
    if item.reported_overlap is not None:
        parts.append(
            say(
                "{quantity} named by the other side, it is said",
                quantity=wording.quantity(item.reported_overlap),
            )
        )
    if item.reported_seats:
        parts.append(
            say("said to overlap: {reported_seats}", reported_seats=say_list(item.reported_seats))
        )
    parts += [
        say(
            "{seats} also in the list of {actors} ({step})",
            seats=say_list(each.seats),
            actors=wording.actors(each.by),
            step=wording.step(each.version),
        )
        for each in item.overlaps
    ]
    return "; ".join(parts)


_COLUMNS: Final[Columns[MoveItem]] = (
    STEP,
    WHEN,
    BY,
    Column("kind", "what", lambda each: wording.spaced(each.kind)),
    Column("count", "how many", lambda each: wording.quantity(each.count)),
    Column("seats", "seats"),
    Column("state", "during", _during),
    Column("overlaps", "overlap", _overlap),
    SPEAKER,
    Column("at_the_table", "at the table", extra=True),
    Column(
        "reported_overlap",
        "overlap reported",
        lambda each: wording.quantity(each.reported_overlap),
        extra=True,
    ),
    Column("said", "in one line", extra=True),
    QUOTE,
    *SOURCED,
    Column("recorded_at", "recorded", extra=True),
)


def _entry(item: MoveItem) -> Entry:
    move = f"{wording.actors(item.by)} {wording.spaced(item.kind)}"
    if item.count is not None:
        move = say("{move} of {count}", move, count=wording.quantity(item.count))
    seats = f" [{', '.join(item.seats)}]" if item.seats else ""
    return Entry(
        heading=say("While talks were proposed or on")
        if item.at_the_table
        else say("Before or after"),
        label=wording.step(item.version),
        line=f"{move}{seats}, {wording.moment(item.occurred)} · {_during(item)}",
        notes=(
            Note(_overlap(item), "stress"),
            wording.source_note(item, item.said),
        ),
    )


def _total(item: Fielded) -> Entry:
    """The candidates of one party in all, with the lists that were added."""
    parts = " + ".join(
        f"{'?' if part is None else quantity_said(part)} ({wording.step(version)})"
        for part, version in zip(item.parts, item.versions, strict=True)
    )
    if item.low is None or item.high is None:
        said = (
            say("a list gives no number")
            if item.low is None
            else say("at least {low} in all", item.low)
        )
    else:
        said = f"{item.low}" if item.low == item.high else f"{item.low}–{item.high}"
    return Entry(heading=say("Candidates named in all"), label=item.party, line=f"{parts} = {said}")


def _build(reading: Reading, _: NoOptions) -> MovesAnswer:
    return reading.answer(
        MovesAnswer,
        fielded=tuple(views.fielded(reading.seen)),
        items=tuple(views.moves(reading.seen)),
    )


def _entries(answer: MovesAnswer) -> Iterator[Entry]:
    yield from map(_entry, sorted(answer.items, key=lambda item: not item.at_the_table))
    yield from map(_total, answer.fielded)


MOVES: Final = Question(
    name="moves",
    subject=Reading,
    shape=MovesAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=_entries,
    nothing=marked("no move away from the table stands in the record of {negotiation}"),
)
