"""The command `people`: who speaks for whom, with which mandate, and who mediated."""

import click

from parley.answers.people import PEOPLE, PeopleOptions
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

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
    present(app, PEOPLE, read_stream(app, asked), PeopleOptions(all=everybody))
