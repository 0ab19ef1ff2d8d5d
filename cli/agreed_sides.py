"""What `agreed` is asked for beside the terms: sums, seats of two, a list against the deal."""

from collections.abc import Mapping
from typing import Final

from cli import wording
from cli.agreed_shapes import (
    AgainstAnswer,
    HoldingShown,
    PartShown,
    SeatLine,
    SeatsAnswer,
    ShareLine,
    SumLine,
    SumsAnswer,
)
from cli.agreed_words import HOLDS, arithmetic_said, share_said, verdict_said
from cli.answering import as_listing, as_value, shape
from cli.cited_shapes import StepShown
from cli.context import App
from cli.diary import Entry, Note, draw_entries, draws
from cli.errors import Failure, Kind
from cli.output import Column
from cli.reading import Reading, missing_step, parse_step
from cli.scene import stream_of
from negotiation.quantities import Quantity, describe
from negotiation.views import lists
from negotiation.views.citations import cite
from negotiation.views.seats import Holding, SharedSeat, seats_of_two
from negotiation.views.sums import Sum, sums

__all__ = ["write_against", "write_seats", "write_sums"]

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


def write_sums(app: App, reading: Reading) -> None:
    """Write whether announced figures add up, with the arithmetic."""
    found = sums(reading.seen)
    items = tuple(_sum(each) for each in found)
    pools = reading.seen.negotiation.pools
    if not pools:
        app.console.say(f"{reading.slug} has no pool: nothing says what the parts should come to")
    elif not items:
        app.console.say(f"nobody gave two parts of one whole in the record of {reading.slug}")
    if draws(app):
        draw_entries(app, [_sum_entry(each, item) for each, item in zip(found, items, strict=True)])
    else:
        about = {**reading.facts(), **reading.subject(), "pools": pools}
        app.write(as_listing(shape(SumsAnswer, about, items=items), _SUMS))


def _sum(item: Sum) -> SumLine:
    return shape(
        SumLine,
        item,
        parts=tuple(shape(PartShown, part) for part in item.parts),
        arithmetic=arithmetic_said(item),
    )


def _sum_entry(found: Sum, item: SumLine) -> Entry:
    twice = f"named in two parts, counted in both: {', '.join(item.overlapping)}"
    return Entry(
        heading=_BASES[item.basis],
        label=wording.step(item.version),
        line=f"{item.arithmetic}: {verdict_said(found)}, {wording.moment(item.occurred)}",
        notes=(
            Note(twice if item.overlapping else ""),
            Note(item.said),
            Note(wording.said_by(as_value(item), item.said), "dim"),
        ),
    )


# Seats ------------------------------------------------------------------------------------------


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


def write_seats(app: App, reading: Reading) -> None:
    """Write the named seats on which two or more parties have a hold."""
    items = tuple(_seat(reading, each) for each in seats_of_two(reading.seen))
    if not items:
        app.console.say(f"no named seat of {reading.slug} is held by two parties at this moment")
    if draws(app):
        draw_entries(app, [entry for item in items for entry in _seat_entries(item)])
    else:
        answer = shape(SeatsAnswer, reading.facts(), reading.subject(), items=items)
        app.write(as_listing(answer, _SEATS))


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


# A list against the deal ------------------------------------------------------------------------


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


def write_against(app: App, reading: Reading, chosen: str) -> None:
    """Write a list against the deal: of the step that is named, or the last offer on record.

    Raises Failure: usage for a step that lists no seats, not found for one that is not in view.
    """
    version = None if chosen == "last" else _listed_step(reading, chosen)
    found = lists.against_the_deal(reading.seen, version)
    _say_what_is_missing(app, reading, found, version)
    shown = None
    if found is not None:
        shown = shape(StepShown, found)
    items = () if found is None else tuple(_share(each) for each in found.shares)
    if draws(app):
        title = ""
        if found is not None and shown is not None:
            words = wording.said_by(as_value(shown), shown.said)
            title = (
                f"{wording.step(found.version)} {found.said}, {wording.moment(found.occurred)}\n"
                f"  {words}\nagainst the deal of {wording.steps(found.deals)}"
            )
        draw_entries(app, [_share_entry(item) for item in items], title=title)
    else:
        about = {**reading.facts(), **reading.subject(), "list": shown}
        deals = () if found is None else found.deals
        app.write(as_listing(shape(AgainstAnswer, about, deals=deals, items=items), _AGAINST))


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


def _say_what_is_missing(
    app: App, reading: Reading, found: lists.AgainstTheDeal | None, version: int | None
) -> None:
    named = wording.steps(lists.listed_steps(reading.seen, named=True)) or "none"
    if found is None and not lists.stands(reading.seen):
        app.console.say(f"no deal that gives seats to a party stands in {reading.slug}")
    elif found is None:
        app.console.say(f"no offer on record gives seats; lists with names: {named}")
    elif version is None and not any(each.listed_seats for each in found.shares):
        app.console.say(
            f"the last offer on record names no seats, so only numbers are compared;"
            f" lists with names: {named}"
        )


def _share(item: lists.Share) -> ShareLine:
    return shape(ShareLine, item, said=share_said(item))


def _share_entry(item: ShareLine) -> Entry:
    return Entry(heading="", label=item.party, line=item.said)
