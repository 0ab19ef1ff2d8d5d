"""The command `people`: who speaks for whom, with which mandate, and who mediated."""

import click

from answers.people import _COLUMNS, _entry
from answers.shapes.people import PeopleAnswer, PersonLine
from answers.shaping import as_listing, shape
from answers.times import Asked
from cli.asking import announce, read_options, read_stream
from cli.command import Command, output_options
from cli.context import App
from cli.diary import draw_entries, draws
from negotiation.views import people as views

__all__ = ["people"]


@click.command("people", cls=Command)
@click.option("--all", "everybody", is_flag=True, help="Those too whose time is over.")
@read_options
@output_options
@click.pass_obj
def people(app: App, everybody: bool, asked: Asked) -> None:
    """Show who speaks for whom in which role, since when, with which mandate; and who mediated.

    Several may hold one role at once. Who mediated at a meeting is listed with that meeting.

    \b
    Examples:
      parley people
      parley people --all --as-of 2024-09-07
      parley people -n contest/haryana-2024 --json
    """
    reading = read_stream(app, asked)
    announce(app, reading)
    items = tuple(
        shape(PersonLine, each.cited, each)
        for each in views.people(reading.seen)
        if everybody or each.standing or each.kind == "mediation"
    )
    answer = shape(PeopleAnswer, reading.facts(), reading.subject(), items=items)
    if not items:
        app.console.say(f"nobody is recorded to be appointed in {reading.slug}")
    if draws(app):
        draw_entries(app, [_entry(item) for item in items])
    else:
        app.write(as_listing(answer, _COLUMNS))
