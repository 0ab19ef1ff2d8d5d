"""The command `offers`: who offered or demanded what, in which words, and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Final

import click

from cli import wording
from cli.answering import as_listing, as_value, shape
from cli.command import Command, output_options
from cli.context import App
from cli.diary import Entry, Note, draw_entries, draws
from cli.output import Column
from cli.reading import Reading, read_stream
from cli.step_shapes import Demand, DemandsAnswer, Offer, OffersAnswer
from cli.times import Asked, read_options
from negotiation.quantities import describe
from negotiation.saying import arrow
from negotiation.views import proposals

__all__ = ["direction", "offers", "thing"]

_SEATS: Final = ("seat_count", "constituencies")

_COLUMNS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("by", "by", wording.actors),
    Column("to", "to"),
    Column("said", "what"),
    Column("status", "status", wording.ending, whole=True),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("issue", "issue", extra=True),
    Column("pool", "pool", extra=True),
    Column("for_party", "for", extra=True),
    Column("quantity.kind", "kind of figure", extra=True),
    Column("quantity.value", "value", extra=True),
    Column("quantity.low", "low", extra=True),
    Column("quantity.high", "high", extra=True),
    Column("seats", "seats", extra=True),
    Column("words", "meaning", extra=True),
    Column("verbatim", "words", wording.quoted, extra=True),
    Column("attribution", "attribution", extra=True),
    Column("source", "source", extra=True),
    Column("recorded_at", "recorded", extra=True),
)
_OFFER_COLUMNS: Final = (
    *_COLUMNS,
    Column("finality", "finality", extra=True),
    Column("conditions", "conditions", extra=True),
    Column("expires", "expires", wording.moment, extra=True),
)
_DEMAND_COLUMNS: Final = (*_COLUMNS, Column("kind", "kind", extra=True))


@click.command("offers", cls=Command)
@click.option("--last", is_flag=True, help="Only the last of each direction, issue and class.")
@click.option("--demands", is_flag=True, help="What was demanded instead of what was offered.")
@read_options
@output_options
@click.pass_obj
def offers(app: App, last: bool, demands: bool, asked: Asked) -> None:
    """Show every offer, in the order of occurrence, with its status.

    The last ones are told apart by giver, receiver, issue and class of attribution (on record,
    unnamed, report): figures of different classes are never merged.

    \b
    Examples:
      parley offers
      parley offers --last --as-of 2024-09-07
      parley offers --demands --json
    """
    reading = read_stream(app, asked)
    reading.announce(app)
    about = {**reading.facts(), **reading.subject()}
    pools = reading.seen.negotiation.pools
    if demands:
        demanded = proposals.demands(reading.seen)
        demanded = proposals.last_of_each_line(reading.seen, demanded) if last else demanded
        said = tuple(shape(Demand, item, said=thing(item, pools)) for item in demanded)
        _write(app, reading, shape(DemandsAnswer, about, items=said), _DEMAND_COLUMNS)
    else:
        offered = proposals.offers(reading.seen)
        offered = proposals.last_of_each_line(reading.seen, offered) if last else offered
        made = tuple(shape(Offer, item, said=thing(item, pools)) for item in offered)
        _write(app, reading, shape(OffersAnswer, about, items=made), _OFFER_COLUMNS)


def thing(item: proposals.OfferItem | proposals.DemandItem, pools: Mapping[str, int]) -> str:
    """Return what is offered or demanded, in words: `“good small numbers” (of 90)`."""
    parts: list[str] = []
    if item.quantity is not None:
        total = pools.get(item.pool or "") if item.issue in _SEATS else None
        parts.append(describe(item.quantity, total))
    if item.issue not in _SEATS:
        parts.append(item.issue.replace("_", " "))
    if item.words is not None:
        parts.append(item.words)
    if item.seats:
        parts.append(f"[{', '.join(item.seats)}]")
    if item.for_party not in (item.to, "+".join(item.by)):
        parts.append(f"for {item.for_party}")
    return " ".join(parts)


def direction(item: Offer | Demand) -> str:
    """Return who offers whom, or demands of whom: `INC→AAP`."""
    return arrow(item.by, (item.to,))


def _write(
    app: App,
    reading: Reading,
    answer: OffersAnswer | DemandsAnswer,
    columns: Sequence[Column],
) -> None:
    if not answer.items:
        what = "offer" if isinstance(answer, OffersAnswer) else "demand"
        app.console.say(f"no {what} stands in the record of {reading.slug}")
    if draws(app):
        items: Sequence[Offer | Demand] = answer.items
        headings = list(dict.fromkeys(map(_heading, items)))
        grouped = sorted(items, key=lambda item: headings.index(_heading(item)))
        draw_entries(app, [_entry(item) for item in grouped])
    else:
        app.write(as_listing(answer, columns))


def _heading(item: Offer | Demand) -> str:
    return f"{direction(item)} · {item.issue.replace('_', ' ')}"


def _entry(item: Offer | Demand) -> Entry:
    value = as_value(item)
    notes = [Note(wording.said_by(value, item.said), "dim")]
    if isinstance(item, Offer):
        if item.finality == "final":
            notes.append(Note("said to be final"))
        notes += [Note(f"on condition: {condition}") for condition in item.conditions]
        if item.expires is not None:
            notes.append(Note(f"until {wording.moment(item.expires)}"))
    kind = f"{item.kind}: " if isinstance(item, Demand) and item.kind != "demand" else ""
    return Entry(
        heading=_heading(item),
        label=wording.step(item.version),
        line=f"{kind}{item.said}, {wording.moment(item.occurred)} · {wording.ending(value)}",
        notes=tuple(notes),
    )
