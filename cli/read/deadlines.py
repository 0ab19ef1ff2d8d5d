"""The command `deadlines`: every date that was set, expected or fixed, and what became of it."""

import click

from answers.deadlines import _COLUMNS, _HEADINGS, _end, _entry, _line
from answers.shapes.deadlines import DeadlinesAnswer
from answers.shaping import as_listing, shape
from answers.times import Asked
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views import dates

__all__ = ["deadlines"]


@click.command("deadlines", cls=Command)
@read_options
@output_options
@click.pass_obj
def deadlines(app: App, asked: Asked) -> None:
    """Show every deadline, ultimatum, fixed date and expectation, and what became of it.

    Expectations stand apart: a date that somebody hopes for passes, and is never missed. Whether a
    threat followed is said where a recorded act points at it; otherwise it is left open.

    \b
    Examples:
      parley deadlines
      parley deadlines --as-of 2024-09-09
      parley deadlines -n contest/haryana-2024 --json
    """
    reading = read_stream(app, asked)
    announce(app, reading)
    items = tuple(
        _line(each)
        for each in sorted(
            dates.deadlines(reading.seen),
            key=lambda each: (list(_HEADINGS).index(each.kind), _end(each.when, reading.zone)),
        )
    )
    answer = shape(DeadlinesAnswer, reading.facts(), reading.subject(), items=items)
    if not items:
        app.console.say(f"no date is recorded in {reading.slug}")
    if draws(app):
        draw_entries(app, [_entry(item) for item in items])
    else:
        app.write(as_listing(answer, _COLUMNS))
