"""The command `agreed`: what is agreed, what one side says is agreed, and what does not fit."""

from typing import Final

import click

from answers.agreed import _lines
from answers.entries import Entry, Note
from answers.failing import Failure, Kind
from answers.forms import Column
from answers.reading import Reading
from answers.shapes.agreed import AgreedAnswer, AgreedLine
from answers.shapes.deals import show_deal
from answers.shaping import as_listing, as_value, shape
from answers.times import Asked
from answers.words import wording
from answers.words.deals import form_said
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from cli.read.agreed_sides import write_against, write_seats, write_sums
from negotiation.phrases import bodies_said
from negotiation.views import standing
from negotiation.views.deals import DealItem, deals, waits_for

__all__ = ["agreed"]

_HEADINGS: Final = {
    "deal": "Agreed by all",
    "amendment": "Agreed by all",
    "partial": "Agreed by all, in part",
    "ratification": "Ratification",
    "ended": "No longer agreed",
    "claimed": "Said to be agreed, and not agreed by all",
    "open": "Open",
    "sum": "Figures that do not add up",
    "seat": "Seats on which two parties have a hold",
}
"""Kind of line -> the heading it stands under, in this order."""


_COLUMNS: Final = (
    Column("kind", "what"),
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("said", "in words"),
    Column("form", "form", wording.spaced),
    Column("assent", "agreed by", wording.assent),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("steps", "steps", wording.steps, extra=True),
    Column("by", "by", wording.actors, extra=True),
    Column("party", "for", extra=True),
    Column("pool", "pool", extra=True),
    Column("issue", "issue", extra=True),
    Column("seats", "seats", extra=True),
    Column("words", "meaning", extra=True),
    Column("ended_by", "ended by", wording.step, extra=True),
    Column("quote", "words", wording.quoted),
    Column("attribution", "attribution", extra=True),
    Column("source", "source", extra=True),
    Column("recorded_at", "recorded", extra=True),
)


@click.command("agreed", cls=Command)
@click.option("--sums", "adding", is_flag=True, help="Whether announced figures add up.")
@click.option("--seats", "by_name", is_flag=True, help="Named seats on which two have a hold.")
@click.option(
    "--against",
    metavar="STEP|last",
    help="A list against the deal; last: the last offer on record.",
)
@read_options
@output_options
@click.pass_obj
def agreed(app: App, adding: bool, by_name: bool, against: str | None, asked: Asked) -> None:
    """Show what is agreed, what is only said to be agreed, and what is open.

    Agreed is what every party gave its word to. One side's “agreed” is a claim and stands apart.
    Figures that do not add up, and seats on which two parties have a hold, are shown and never
    fixed.

    \b
    Examples:
      parley agreed
      parley agreed --as-of 2024-09-08 --json
      parley agreed --sums
      parley agreed --seats
      parley agreed --against last
    """
    if sum((adding, by_name, against is not None)) > 1:
        detail = "--sums, --seats and --against are answers of their own"
        raise Failure(Kind.USAGE, detail, hint="ask for one of them")
    reading = read_stream(app, asked)
    announce(app, reading)
    if adding:
        write_sums(app, reading)
    elif by_name:
        write_seats(app, reading)
    elif against is not None:
        write_against(app, reading, against)
    else:
        _write(app, reading)


def _write(app: App, reading: Reading) -> None:
    stands = standing.status(reading.seen)
    every = deals(reading.seen)
    last = every[-1] if every else None
    items = tuple(_lines(reading, last))
    if not items:
        app.console.say(f"nothing is agreed, claimed or open in the record of {reading.slug}")
    if draws(app):
        nothing = _says_nothing_agreed(items)
        title = f"{reading.slug}: {wording.state(stands.state)}; {nothing}" if nothing else ""
        draw_entries(app, [_entry(item, last) for item in items], title=title)
    else:
        deal = {"deal": show_deal(last)}
        about = {**reading.facts(), **reading.subject(), **deal, "state": stands.state}
        app.write(as_listing(shape(AgreedAnswer, about, items=items), _COLUMNS))


def _says_nothing_agreed(items: tuple[AgreedLine, ...]) -> str:
    agreed_on = any(item.kind in ("deal", "amendment", "partial") for item in items)
    return "" if agreed_on else "nothing is agreed by all parties"


def _entry(item: AgreedLine, deal: DealItem | None) -> Entry:
    value = as_value(item)
    several = len(item.steps) > 1
    behind = f"{wording.steps(item.steps)}; the last: " if several else ""
    by = f"agreed by {wording.assent(value['assent'])}" if item.assent else ""
    form = form_said(value)
    # A body that has still to decide is cited by the deal, whose day is not the body's.
    undecided = item.kind == "ratification" and deal is not None and item.version == deal.version
    # A deal that waits for a party's council is not yet what its heading alone would say.
    waits = bodies_said(waits_for(deal)) if item.kind in ("deal", "amendment") else ""
    return Entry(
        heading=f"{_HEADINGS[item.kind]}, subject to {waits}" if waits else _HEADINGS[item.kind],
        label=wording.step(item.version),
        line=item.said if undecided else f"{item.said}, {wording.moment(item.occurred)}",
        notes=(
            Note(", ".join(part for part in (form, by) if part)),
            Note(f"{behind}{wording.said_by(value, item.said)}", "dim"),
        ),
    )
