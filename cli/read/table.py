"""The command `table`: what stands on the table, in the words in which it was put there."""

import click

from answers.shapes.steps import TableAnswer
from answers.shaping import as_listing, as_value, shape
from answers.table import _COLUMNS, _entry, lines_of
from answers.times import Asked
from answers.words import wording
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views import standing

__all__ = ["table"]


@click.command("table", cls=Command)
@read_options
@output_options
@click.pass_obj
def table(app: App, asked: Asked) -> None:
    """Show what stands on the table: open offers, demands and conditions, and dates to come.

    What stands apart is shown with it: the gap between an offer and a demand of one class of
    attribution, and figures that contradict one another.

    \b
    Examples:
      parley table
      parley table --as-of 2024-09-07
      parley table --as-of v11 --json
    """
    reading = read_stream(app, asked)
    announce(app, reading)
    stands = standing.status(reading.seen)
    items = tuple(lines_of(reading))
    answer = shape(TableAnswer, reading.facts(), reading.subject(), state=stands.state, items=items)
    if not items:
        app.console.say(f"nothing stands on the table of {reading.slug}")
    if draws(app):
        value = as_value(stands)
        since = f" since {wording.since(value)}" if stands.since else ""
        title = f"{reading.slug}: {wording.state(stands.state)}{since}" if reading.has_state else ""
        draw_entries(app, [_entry(item) for item in items], title=title)
    else:
        app.write(as_listing(answer, _COLUMNS))
