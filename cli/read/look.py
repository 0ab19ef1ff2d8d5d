"""The commands `list` and `status`: what there is, and where the talks stand."""

from collections.abc import Mapping
from typing import Final

import click
import msgspec

from answers.entries import Entry, Note
from answers.forms import Card, Column
from answers.listing import list_reading, show_flags
from answers.meanwhile import checked_meanwhile
from answers.reading import read_contest
from answers.shapes.base import Flag, ListAnswer, Listed
from answers.shapes.deals import show_deal
from answers.shapes.status import StatusAnswer, show_silence
from answers.shaping import as_card, as_listing, as_value, shape
from answers.streams import slug_of
from answers.times import Asked
from answers.whole import Whole
from answers.words import wording
from answers.words.deals import deal_said, flags_said, ratifications_said
from cli.asking import announce, read_options, read_stream, read_whole
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from cli.read.contest import CONTEST, write_contest
from events.canonical import JsonObject
from events.errors import IntegrityError
from negotiation.rows import NegotiationRow
from negotiation.views import standing
from negotiation.views.deals import standing_deal
from negotiation.views.silence import silence

_LISTED: Final = (
    Column("negotiation", "negotiation"),
    Column("title", "title", wording.titled, whole=True),
    Column("state", "state", wording.standing, whole=True),
    Column("since", "since", wording.since, whole=True),
    Column("steps", "steps"),
    Column("contest", "contest", extra=True),
    Column("version", "last entry", wording.step, extra=True),
    Column("synthetic", "synthetic", extra=True),
)
_STATUS: Final = (
    Column("negotiation", "negotiation"),
    Column("title", "title", wording.titled, whole=True),
    Column("state", "state", wording.state),
    Column("since", "since", wording.since, whole=True),
    Column("flags", "flags", flags_said, whole=True),
    Column("deal", "deal", deal_said),
    Column("deal.ratifications", "ratification", ratifications_said),
    Column("at_table", "at the table"),
    Column("steps", "steps"),
    Column("version", "last entry", wording.step),
    Column("silence", "silence", wording.silence),
    Column("contest", "contest", extra=True),
    Column("position", "position", extra=True),
)


@click.command("list", cls=Command)
@read_options
@output_options
@click.pass_obj
def list_negotiations(app: App, asked: Asked) -> None:
    """List the negotiations and contests of this ledger and where each stands.

    \b
    Examples:
      parley list
      parley list --as-of 2024-09-06
      parley list --json
    """
    whole = read_whole(app, asked)
    items, unread = _listed(whole)
    announce(app, whole)
    if not items and unread is None:
        app.console.say("nothing is registered in this ledger yet: parley new --help")
    _write(app, shape(ListAnswer, whole.facts(), items=tuple(items)))
    if unread is not None:
        raise unread


@click.command("status", cls=Command)
@read_options
@output_options
@click.pass_obj
def status(app: App, asked: Asked) -> None:
    """Say where the talks stand: state, since when, flags with the step that set each.

    Of a contest (-n contest/…) it says what `parley contest` says.

    \b
    Examples:
      parley status
      parley status --as-of 2024-09-06
      parley status --as-of v4 --known-at @12 --json
      parley status -n contest/haryana-2024
    """
    slug = app.negotiation()
    if slug.startswith(CONTEST):
        write_contest(app, asked, slug)
        return
    reading = read_stream(app, asked, slug)
    found = standing.status(reading.seen)
    silent = silence(reading.seen, read_contest(reading))
    answer = shape(
        StatusAnswer,
        found,
        reading.facts(),
        reading.subject(),
        flags=show_flags(found),
        deal=show_deal(standing_deal(reading.seen)),
        contest=reading.seen.registration.contest,
        version=reading.last_counted(),
        silence=show_silence(silent, checked_meanwhile(reading, silent)),
    )
    announce(app, reading)
    card = as_card(answer, _STATUS)
    if draws(app):
        # On a screen, a silence, a deal or a ratification that is none only hides what is there.
        filled = [column for column in card.columns if column.text(card.value)]
        card = Card(card.value, filled)
    app.write(card)


def _write(app: App, answer: ListAnswer) -> None:
    if draws(app):
        draw_entries(app, [_entry(as_value(item)) for item in answer.items])
    else:
        app.write(as_listing(answer, _LISTED))


def _entry(item: Mapping[str, object]) -> Entry:
    contest = item["kind"] == "contest"
    since = f"since {wording.since(item)}" if item["since"] else ""
    stands = "" if contest else f"{wording.standing(item)} {since}".rstrip()
    steps = "1 step" if item["steps"] == 1 else f"{item['steps']} steps"
    return Entry(
        heading="Contests" if contest else "Negotiations",
        label=str(item["negotiation"]),
        line=" · ".join(part for part in (stands, steps) if part),
        notes=(Note(wording.titled(item), "dim"),),
    )


def _listed(whole: Whole) -> tuple[list[Listed], IntegrityError | None]:
    """Return negotiations, then contests, as they are seen at the times asked for.

    One that cannot be read is left out, and hides no other; the error of the first is returned.
    """
    items: list[Listed] = []
    unread: IntegrityError | None = None
    rows: dict[str, JsonObject] = {}
    ledger = whole.ledger
    if whole.asked == Asked() and ledger.catch_up():
        # One row says it all: no need to read the steps of every stream.
        rows = {str(row["stream"]): row for row in ledger.store.views.select("negotiation")}
    for prefix in ("negotiation/", CONTEST):
        for head in ledger.store.stream_heads(prefix, whole.known.position):
            row = rows.get(head.stream)
            try:
                if row is not None and row["version"] == head.version:
                    items.append(_from_row(row))
                else:
                    items.append(list_reading(whole.reading(slug_of(head.stream))))
            except IntegrityError as error:
                unread = unread or error
    return items, unread


def _from_row(given: JsonObject) -> Listed:
    row = msgspec.convert({**given, "step": 1}, NegotiationRow)
    flags = tuple(Flag(flag, step) for flag, step in row.flags.items())  # type: ignore[arg-type]
    return shape(
        Listed,
        row,
        negotiation=slug_of(str(given["stream"])),
        since=row.since_date,
        since_version=row.since,
        flags=flags,
    )
