"""The commands `list` and `status`: what there is, and where the talks stand."""

import click

from answers.contest import CONTEST
from answers.forms import Card
from answers.listing import show_flags
from answers.meanwhile import checked_meanwhile
from answers.reading import read_contest
from answers.shapes.base import ListAnswer
from answers.shapes.deals import show_deal
from answers.shapes.status import StatusAnswer, show_silence
from answers.shaping import as_card, as_listing, as_value, shape
from answers.standing import _LISTED, _STATUS, _entry, _listed
from answers.times import Asked
from cli.asking import announce, read_options, read_stream, read_whole
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from cli.read.contest import write_contest
from negotiation.views import standing
from negotiation.views.deals import standing_deal
from negotiation.views.silence import silence


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
