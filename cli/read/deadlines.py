"""The command `deadlines`: every date that was set, expected or fixed, and what became of it."""

import click

from parley.answers.deadlines import DEADLINES
from parley.answers.question import NoOptions
from parley.answers.times import Asked
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.present import present

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
    present(app, DEADLINES, read_stream(app, asked), NoOptions())
