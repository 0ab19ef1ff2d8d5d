"""DOC What `agreed` is asked for beside the terms: sums, seats of two, a list against the deal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from answers.entries import Entry, Note
from answers.failing import Failure, Kind
from answers.forms import Column
from answers.reading import Reading, missing_step, parse_step
from answers.shapes.agreed import (
    HoldingShown,
    PartShown,
    SeatLine,
    ShareLine,
    SumLine,
)
from answers.shapes.cited import StepShown
from answers.shaping import as_value, shape
from answers.streams import stream_of
from answers.words import wording
from answers.words.agreed import HOLDS, arithmetic_said, share_said, verdict_said
from negotiation.quantities import Quantity, describe
from negotiation.views import lists
from negotiation.views.citations import cite
from negotiation.views.seats import Holding, SharedSeat
from negotiation.views.sums import Sum

__all__ = [
    "_AGAINST",
    "_SEATS",
    "_SUMS",
    "_against_entries",
    "_listed_step",
    "_seat",
    "_seat_entries",
    "_share",
    "_sum",
    "_sum_entries",
]


_BASES: Final = {
    "step": "As announced",
    "agreed": "All that stands agreed",
    "agreed_and_open": "Agreed, with what is offered to the others",
}
"""Basis of a sum -> the heading it stands under."""


_SUMS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("arithmetic", "sum"),
    Column("verdict", "verdict"),
    Column("overlapping", "named twice"),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("by_low", "by at least", extra=True),
    Column("by_high", "by at most", extra=True),
    Column("basis", "basis", extra=True),
    Column("pool", "pool", extra=True),
    Column("against", "against", extra=True),
    Column("total_low", "total", extra=True),
    Column("missing", "without a figure", extra=True),
    Column("said", "step in words", extra=True),
    Column("quote", "words", wording.quoted),
    Column("attribution", "attribution", extra=True),
    Column("source", "source", extra=True),
)


def _sum(item: Sum) -> SumLine:
    return shape(
        SumLine,
        item,
        parts=tuple(shape(PartShown, part) for part in item.parts),
        arithmetic=arithmetic_said(item),
    )


def _sum_entries(every: Iterable[tuple[Sum, SumLine]]) -> Iterator[Entry]:
    """Yield an entry for each step, with all its sums: what it says is said once."""
    for (_, version, _), group in groupby(every, key=_of_step):
        several = list(group)
        item = several[0][1]
        sums_of_step = [f"{line.arithmetic}: {verdict_said(found)}" for found, line in several]
        twice = dict.fromkeys(seat for _, line in several for seat in line.overlapping)
        behind = dict.fromkeys(part.version for part in item.parts)
        announced = item.basis == "step"
        yield Entry(
            heading=_BASES[item.basis],
            label=wording.step(version),
            line=f"{sums_of_step[0]}, {wording.moment(item.occurred)}",
            notes=(
                *map(Note, sums_of_step[1:]),
                Note(f"named in two parts, counted in both: {', '.join(twice)}" if twice else ""),
                # What the step says stands in the timeline, and here already in figures.
                Note("" if announced else f"figures of {wording.steps(tuple(behind))}"),
                Note(wording.said_by(as_value(item), item.said), "dim"),
            ),
        )


def _of_step(pair: tuple[Sum, SumLine]) -> tuple[str, int, str | None]:
    """Return what sums are drawn together by; those of what is agreed stand each alone."""
    item = pair[1]
    return (item.basis, item.version, None if item.basis == "step" else item.arithmetic)


def _holdings(value: object) -> str:
    """Return who has which hold: `offered to AAP (v30), candidate named by INC (v35)`."""
    if not isinstance(value, list | tuple):
        return ""
    return ", ".join(
        f"{HOLDS[each['how']]} {each['party']} ({wording.step(each['version'])})" for each in value
    )


_SEATS: Final = (
    Column("seat", "seat"),
    Column("parties", "parties"),
    Column("holdings", "who, and how", _holdings),
    Column("friendly", "friendly contest", wording.steps),
)


def _seat(reading: Reading, item: SharedSeat) -> SeatLine:
    return shape(SeatLine, item, holdings=tuple(_holding(reading, each) for each in item.holdings))


def _holding(reading: Reading, item: Holding) -> HoldingShown:
    step = reading.seen.step(item.version)
    if step is None:
        raise ValueError(f"v{item.version} holds a seat, and is not in view")
    return shape(HoldingShown, item, cite(step), said=step.said)


def _seat_entries(item: SeatLine) -> list[Entry]:
    heading = item.seat
    if item.friendly:
        heading += f" · friendly contest, named in {wording.steps(item.friendly)}"
    return [
        Entry(
            heading=heading,
            label=wording.step(each.version),
            line=f"{HOLDS[each.how]} {each.party}{_spelt(each, item)}, "
            f"{wording.moment(each.occurred)}",
            notes=(Note(each.said), Note(wording.said_by(as_value(each), each.said), "dim")),
        )
        for each in item.holdings
    ]


def _spelt(holding: HoldingShown, item: SeatLine) -> str:
    return "" if holding.named == item.seat else f" as “{holding.named}”"


def _quantity(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    return describe(Quantity(**value))


_AGAINST: Final = (
    Column("party", "party"),
    Column("listed", "in the list", _quantity),
    Column("agreed", "agreed", _quantity),
    Column("said", "difference"),
    Column("removed", "gone", extra=True),
    Column("added", "new", extra=True),
    Column("listed_seats", "seats in the list", extra=True),
    Column("agreed_seats", "seats agreed", extra=True),
    Column("agreed_in", "agreed in", wording.steps, extra=True),
    Column("by_low", "by at least", extra=True),
    Column("by_high", "by at most", extra=True),
)


def _listed_step(reading: Reading, text: str) -> int:
    named, version = parse_step(text)
    if named is not None and stream_of(named) != reading.seen.stream:
        detail = f"--against {text} stands in another negotiation than {reading.slug}"
        raise Failure(Kind.USAGE, detail, hint=f"-n {named}")
    if reading.seen.step(version) is None:
        raise missing_step(reading, version)
    listing = lists.listed_steps(reading.seen)
    if version not in listing:
        known = f"these do: {wording.steps(listing)}" if listing else "no step in view does"
        detail = f"v{version} lists no seats that could be compared with a deal"
        raise Failure(Kind.USAGE, detail, hint=known)
    return version


def _share(item: lists.Share) -> ShareLine:
    return shape(ShareLine, item, said=share_said(item))


def _against_entries(
    chosen: StepShown | None, deals: tuple[int, ...], items: Sequence[ShareLine]
) -> Iterator[Entry]:
    """Yield the list, and each party's share of it against its share of the deal."""
    if chosen is not None:
        yield Entry(
            heading="The list",
            label=wording.step(chosen.version),
            line=f"{chosen.said}, {wording.moment(chosen.occurred)}",
            notes=(Note(wording.said_by(as_value(chosen), chosen.said), "dim"),),
        )
    for item in items:
        first, *others = item.said.split("; ")
        listed = _share_size(item.listed, item.listed_seats, "in the list")
        given = _share_size(item.agreed, item.agreed_seats, "agreed")
        yield Entry(
            heading=f"Against the deal of {wording.steps(deals)}",
            label=item.party,
            line=f"{', '.join(size for size in (listed, given) if size)}: {first}",
            notes=tuple(map(Note, others)),
        )


def _share_size(quantity: Quantity | None, seats: tuple[str, ...], where: str) -> str:
    """Return `17 in the list`, `5 by name agreed`; nothing where there is no share."""
    named = f"{len(seats)} by name" if seats else ""
    size = named if quantity is None else describe(quantity)
    return f"{size} {where}" if size else ""
