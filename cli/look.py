"""The commands `list` and `status`: what there is, and where the talks stand."""

from collections.abc import Mapping
from typing import Final

import click
import msgspec

from cli import wording
from cli.answering import as_card, as_listing, as_value, shape
from cli.command import Command, output_options
from cli.contest import CONTEST, write_contest
from cli.context import App
from cli.deal_shapes import show_deal
from cli.deal_words import deal_said, flags_said, ratifications_said
from cli.diary import Entry, Note, draw_entries, draws
from cli.everything import ask_of_all, describe_question, say_times
from cli.listing import list_reading, show_flags
from cli.meanwhile import checked_meanwhile
from cli.output import Card, Column
from cli.reading import read_contest, read_stream
from cli.scene import slug_of
from cli.shapes import Flag, ListAnswer, Listed
from cli.status_shapes import StatusAnswer, show_silence
from cli.times import Asked, Known, read_options
from cli.unread import Unread
from events.canonical import JsonObject
from events.ledger import Ledger
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
    ledger, known, asked = ask_of_all(app, asked)
    items, unread = _listed(app, ledger, known, asked)
    say_times(app, known, asked)
    if not items and not unread:
        app.console.say("nothing is registered in this ledger yet: parley new --help")
    _write(app, shape(ListAnswer, describe_question(ledger, known, asked), items=tuple(items)))
    unread.complain()


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
    reading.announce(app)
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


def _listed(app: App, ledger: Ledger, known: Known, asked: Asked) -> tuple[list[Listed], Unread]:
    """Return negotiations, then contests, as they are seen at the times asked for.

    One that cannot be read is left out, and hides no other.
    """
    items: list[Listed] = []
    unread = Unread()
    rows: dict[str, JsonObject] = {}
    if asked == Asked() and ledger.catch_up():
        # One row says it all: no need to read the steps of every stream.
        rows = {str(row["stream"]): row for row in ledger.store.views.select("negotiation")}
    at = None if known.text is None else f"@{known.position}"
    asked = Asked(as_of=asked.as_of, public_at=asked.public_at, known_at=at)
    for prefix in ("negotiation/", CONTEST):
        for head in ledger.store.stream_heads(prefix, known.position):
            row = rows.get(head.stream)
            with unread.left_out(head.stream):
                if row is not None and row["version"] == head.version:
                    items.append(_from_row(row))
                else:
                    items.append(list_reading(read_stream(app, asked, slug_of(head.stream))))
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
