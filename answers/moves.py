"""The answer `moves`: what parties did away from the table, and whose seats they took."""

from collections.abc import Iterator, Mapping
from typing import Final

from parley.answers.entries import Entry, Note
from parley.answers.forms import Column
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.moves import FieldedShown, MoveLine, MovesAnswer, OverlapShown
from parley.answers.shaping import as_value, shape
from parley.answers.words import wording
from parley.answers.words.quantities import quantity_said
from parley.negotiation.views import moves as views

__all__ = ["MOVES"]


def _during(item: object) -> str:
    """Return in which state it was made: `while talks underway`, `after collapsed`."""
    if not isinstance(item, Mapping):
        return ""
    if item.get("state") is None:
        return "before any talks"
    return f"while the state was {wording.state(item.get('state'))}"


def _overlap(item: object) -> str:
    """Return the overlap with other sides' lists: as reported, and as the names show it."""
    if not isinstance(item, Mapping):
        return ""
    parts: list[str] = []
    if item.get("reported_overlap") is not None:
        parts.append(
            f"{wording.quantity(item['reported_overlap'])} named by the other side, it is said"
        )
    if item.get("reported_seats"):
        parts.append(f"said to overlap: {', '.join(item['reported_seats'])}")
    parts += [
        f"{', '.join(each['seats'])} also in the list of {wording.actors(each['by'])}"
        f" ({wording.step(each['version'])})"
        for each in item.get("overlaps", ())
    ]
    return "; ".join(parts)


_COLUMNS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("by", "by", wording.actors),
    Column("kind", "what", wording.spaced),
    Column("count", "how many", wording.quantity),
    Column("seats", "seats"),
    Column("state", "during", _during, whole=True),
    Column("overlaps", "overlap", _overlap, whole=True),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("at_the_table", "at the table", extra=True),
    Column("reported_overlap", "overlap reported", wording.quantity, extra=True),
    Column("said", "in one line", extra=True),
    Column("quote", "words", wording.quoted),
    Column("attribution", "attribution", extra=True),
    Column("source", "source", extra=True),
    Column("recorded_at", "recorded", extra=True),
)


def _entry(item: MoveLine) -> Entry:
    value = as_value(item)
    count = f" of {wording.quantity(value['count'])}" if item.count is not None else ""
    seats = f" [{', '.join(item.seats)}]" if item.seats else ""
    return Entry(
        heading="While talks were on" if item.at_the_table else "Before or after",
        label=wording.step(item.version),
        line=f"{wording.actors(item.by)} {wording.spaced(item.kind)}{count}{seats},"
        f" {wording.moment(item.occurred)} · {_during(value)}",
        notes=(
            Note(_overlap(value), "bold"),
            Note(wording.said_by(value, item.said), "dim"),
        ),
    )


def _total(item: FieldedShown) -> Entry:
    """The candidates of one party in all, with the lists that were added."""
    parts = " + ".join(
        f"{'?' if part is None else quantity_said(part)} ({wording.step(version)})"
        for part, version in zip(item.parts, item.versions, strict=True)
    )
    if item.low is None or item.high is None:
        said = "a list gives no number" if item.low is None else f"at least {item.low} in all"
    else:
        said = f"{item.low}" if item.low == item.high else f"{item.low}–{item.high}"
    return Entry(heading="Candidates named in all", label=item.party, line=f"{parts} = {said}")


def _line(item: views.MoveItem) -> MoveLine:
    overlaps = tuple(shape(OverlapShown, each) for each in item.overlaps)
    return shape(MoveLine, item, overlaps=overlaps)


def _build(reading: Reading, _: NoOptions) -> MovesAnswer:
    return shape(
        MovesAnswer,
        reading.facts(),
        reading.subject(),
        fielded=tuple(shape(FieldedShown, each) for each in views.fielded(reading.seen)),
        items=tuple(map(_line, views.moves(reading.seen))),
    )


def _entries(answer: MovesAnswer) -> Iterator[Entry]:
    yield from map(_entry, sorted(answer.items, key=lambda item: not item.at_the_table))
    yield from map(_total, answer.fielded)


MOVES: Final = Question(
    name="moves",
    shape=MovesAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=_entries,
    nothing="no move away from the table stands in the record of {negotiation}",
)
